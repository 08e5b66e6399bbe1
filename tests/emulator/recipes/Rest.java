// A login, a phone number, a message and a mini program code with the HTTP client of JDK 11 and later: calls that are
// passed on to WeChat. BASE_URL, CLIENT_ID and CLIENT_SECRET come from the environment. Usage: java Rest.java CODE

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

public class Rest {
    private static final String BASE_URL = System.getenv("BASE_URL");
    private static final HttpClient HTTP = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private static byte[] ask(String target, String json) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(BASE_URL + target)).timeout(Duration.ofSeconds(30));
        if (json != null) request.header("Content-Type", "application/json").POST(BodyPublishers.ofString(json));
        byte[] answer = HTTP.send(request.build(), BodyHandlers.ofByteArray()).body();
        String text = new String(answer, StandardCharsets.UTF_8);
        if (text.startsWith("{") && !find("\"errcode\":(-?\\d+)", text).matches("0?")) throw new IOException(text);
        return answer;
    }

    private static String find(String pattern, String text) {
        Matcher found = Pattern.compile(pattern).matcher(text);
        return found.find() ? found.group(1) : "";
    }

    private static String text(String target, String json) throws IOException, InterruptedException {
        return new String(ask(target, json), StandardCharsets.UTF_8);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    public static void main(String[] arguments) throws InterruptedException {
        String code = arguments[0];
        String login = "appid=" + encoded(System.getenv("CLIENT_ID")) + "&secret=" + encoded(System.getenv("CLIENT_SECRET"));
        try {
            String session = text("/sns/jscode2session?" + login + "&grant_type=authorization_code&js_code=" + code, null);
            String user = find("\"openid\":\"([^\"]+)\"", session);
            System.out.println(user);
            String answer = text("/cgi-bin/token?grant_type=client_credential&" + login, null);
            String token = "?access_token=" + find("\"access_token\":\"([^\"]+)\"", answer);
            String phone = text("/wxa/business/getuserphonenumber" + token, "{\"code\":\"" + code + "\"}");
            System.out.println(find("\"purePhoneNumber\":\"(\\d+)\"", phone));
            String message = "{\"touser\":\"" + user + "\",\"template_id\":\"t\",\"data\":{}}";
            System.out.println(find("\"errmsg\":\"(\\w+)\"", text("/cgi-bin/message/subscribe/send" + token, message)));
            System.out.println(ask("/wxa/getwxacodeunlimit" + token, "{\"scene\":\"a=1\"}").length);
        } catch (IOException failure) {
            System.err.println("failed: " + failure.getMessage());
            System.exit(1);
        }
    }
}
