// The image functions with the HTTP client of JDK 11 and later.
// BASE_URL, CLIENT_ID and CLIENT_SECRET come from the environment. Usage: java Recipe.java IMAGE

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

public class Recipe {
    static final Set<Integer> STALE = Set.of(40001, 40014, 42001);

    static class ApiException extends IOException {
        final int code;

        ApiException(int code, String text) {
            super(code + ": " + text);
            this.code = code;
        }
    }

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final String baseUrl;
    private final String login;
    private String token = "";
    private Instant renewAt = Instant.EPOCH;

    Recipe(String baseUrl, String clientId, String clientSecret) {
        this.baseUrl = baseUrl;
        this.login = "grant_type=client_credential&appid=" + encoded(clientId) + "&secret=" + encoded(clientSecret);
    }

    /** The JSON answer of the function at `path` about an image. */
    String call(String path, byte[] image) throws IOException, InterruptedException {
        try {
            return upload(path, image);
        } catch (ApiException refused) {
            if (!STALE.contains(refused.code)) throw refused;
            renewAt = Instant.EPOCH; // once: a second refusal is an error
            return upload(path, image);
        }
    }

    private String upload(String path, byte[] image) throws IOException, InterruptedException {
        String boundary = UUID.randomUUID().toString();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(("--" + boundary + "\r\n"
                + "Content-Disposition: form-data; name=\"img\"; filename=\"image\"\r\n\r\n").getBytes());
        body.writeBytes(image);
        body.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes());
        return send(HttpRequest.newBuilder(URI.create(baseUrl + path + "?access_token=" + accessToken()))
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(BodyPublishers.ofByteArray(body.toByteArray())));
    }

    private synchronized String accessToken() throws IOException, InterruptedException {
        if (!Instant.now().isBefore(renewAt)) {
            String answer = send(HttpRequest.newBuilder(URI.create(baseUrl + "/cgi-bin/token?" + login)));
            token = find("\"access_token\":\"([^\"]+)\"", answer);
            renewAt = Instant.now().plusSeconds(Long.parseLong(find("\"expires_in\":(\\d+)", answer)) - 300);
        }
        return token;
    }

    private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        var response = http.send(request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofString());
        if (response.statusCode() != 200) throw new IOException("HTTP status " + response.statusCode());
        String code = find("\"errcode\":(-?\\d+)", response.body()); // or with the JSON library of your choice
        if (!code.isEmpty() && !code.equals("0")) {
            throw new ApiException(Integer.parseInt(code), find("\"errmsg\":\"(.*)\"", response.body()));
        }
        return response.body();
    }

    private static String find(String pattern, String text) {
        Matcher found = Pattern.compile(pattern).matcher(text);
        return found.find() ? found.group(1) : "";
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    public static void main(String[] arguments) throws InterruptedException {
        Recipe api = new Recipe(System.getenv("BASE_URL"), System.getenv("CLIENT_ID"), System.getenv("CLIENT_SECRET"));
        try {
            byte[] image = Files.readAllBytes(Path.of(arguments[0]));
            System.out.println(api.call("/cv/img/qrcode", image));
            System.out.println(api.call("/cv/ocr/comm", image));
        } catch (IOException failure) {
            System.err.println("failed: " + failure.getMessage());
            System.exit(1);
        }
    }
}
