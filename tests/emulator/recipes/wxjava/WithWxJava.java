import cn.binarywang.wx.miniapp.api.WxMaService;
import cn.binarywang.wx.miniapp.api.impl.WxMaServiceImpl;
import cn.binarywang.wx.miniapp.config.impl.WxMaDefaultConfigImpl;
import java.io.File;
import me.chanjar.weixin.common.error.WxErrorException;

/** Reads the codes of an image with WxJava (weixin-java-miniapp 4.7). Replayed, not run: see docs/clients.md. */
class WithWxJava {
    static WxMaService service() {
        WxMaDefaultConfigImpl config = new WxMaDefaultConfigImpl();
        config.setAppid(System.getenv("CLIENT_ID"));
        config.setSecret(System.getenv("CLIENT_SECRET"));
        config.setApiHostUrl(System.getenv("BASE_URL")); // without a slash at the end
        WxMaServiceImpl service = new WxMaServiceImpl();
        service.setWxMaConfig(config);
        service.setMaxRetryTimes(1); // else five times on -1, with pauses of up to 16 seconds
        return service;
    }

    public static void main(String[] arguments) {
        try {
            service().getImgProcService().qrCode(new File(arguments[0])).getCodeResults()
                    .forEach(code -> System.out.println(code.getTypeName() + " " + code.getData()));
        } catch (WxErrorException failure) {
            System.err.println("failed: " + failure.getError());
            System.exit(1);
        }
    }
}
