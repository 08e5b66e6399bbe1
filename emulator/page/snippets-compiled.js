// The templates of Java and Go, which write out what others have in a library: see snippets.js.

const quoted = JSON.stringify;
const pairs = (values, template) => Object.entries(values).map(([name, value]) => template(quoted(name), quoted(value))).join("");
const part = (name, more = "") => quoted(`\r\nContent-Disposition: form-data; name="${name}"${more}\r\n\r\n`);

const javaCall = ({ url, headers }, before, body) => `import java.io.*;
import java.net.URI;
import java.net.http.*;
import java.nio.file.*;
import java.util.Base64;

public class Call {
    public static void main(String[] arguments) throws Exception {
${before}        var request = HttpRequest.newBuilder(URI.create(${quoted(url)}))
${pairs(headers, (name, value) => `            .header(${name}, ${value})\n`)}            .POST(${body})
            .build();
        var answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        System.out.println(answer.body());
    }
}`;
const goCall = ({ url, headers }, imports, before, body) => `package main

import (
${["fmt", "io", "net/http", ...imports].sort().map((name) => `\t"${name}"\n`).join("")})

func main() {
${before}	request, _ := http.NewRequest("POST", ${quoted(url)}, ${body})
${pairs(headers, (name, value) => `\trequest.Header.Set(${name}, ${value})\n`)}	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		panic(err)
	}
	defer answer.Body.Close()
	text, _ := io.ReadAll(answer.Body)
	fmt.Println(string(text))
}`;
const start = ({ json, field }) => `${JSON.stringify(json).slice(0, -1)},"${field}":"`;

export const COMPILED = {
  java: {
    tab: "Java",
    form: (made) => javaCall({ ...made, headers: { ...made.headers, "Content-Type": "multipart/form-data; boundary=picture-boundary" } },
      `        var body = new ByteArrayOutputStream();
        var edge = "--picture-boundary";
${Object.entries(made.fields).map(([name, value]) => `        body.write((edge + ${part(name)} + ${quoted(value)} + "\\r\\n").getBytes("UTF-8"));\n`).join("")}        body.write((edge + ${part(made.field, `; filename="${made.name}"`)}).getBytes("UTF-8"));
        Files.copy(Path.of(${quoted(made.path)}), body);
        body.write(("\\r\\n" + edge + "--\\r\\n").getBytes("UTF-8"));
`, "HttpRequest.BodyPublishers.ofByteArray(body.toByteArray())"),
    query: (made) => javaCall(made, "", "HttpRequest.BodyPublishers.noBody()"),
    json: (made) => javaCall(made, "", `HttpRequest.BodyPublishers.ofString(${quoted(JSON.stringify(made.json))})`),
    base64: (made) => javaCall(made, `        var picture = Base64.getEncoder().encodeToString(Files.readAllBytes(Path.of(${quoted(made.path)})));
        var body = ${quoted(start(made))} + picture + "\\"}";
`, "HttpRequest.BodyPublishers.ofString(body)"),
  },
  go: {
    tab: "Go",
    form: (made) => goCall(made, ["bytes", "mime/multipart", "os"], `	picture, err := os.Open(${quoted(made.path)})
	if err != nil {
		panic(err)
	}
	body := &bytes.Buffer{}
	form := multipart.NewWriter(body)
${pairs(made.fields, (name, value) => `\tform.WriteField(${name}, ${value})\n`)}	part, _ := form.CreateFormFile(${quoted(made.field)}, ${quoted(made.name)})
	io.Copy(part, picture)
	form.Close()
`, "body").replace("\tanswer, err :=", '\trequest.Header.Set("Content-Type", form.FormDataContentType())\n\tanswer, err :='),
    query: (made) => goCall(made, [], "", "nil"),
    json: (made) => goCall(made, ["strings"], "", `strings.NewReader(${quoted(JSON.stringify(made.json))})`),
    base64: (made) => goCall(made, ["encoding/base64", "os", "strings"], `	picture, err := os.ReadFile(${quoted(made.path)})
	if err != nil {
		panic(err)
	}
	body := ${quoted(start(made))} + base64.StdEncoding.EncodeToString(picture) + "\\"}"
`, "strings.NewReader(body)"),
  },
};
