// Draws the reference, with the token and the APPCODE of this run filled in. Nothing is asked for elsewhere.
const place = document.getElementById("reference");
const language = place.dataset.language;

async function loaded(path) {
  const response = await fetch(path);
  return response.json();
}

async function start() {
  const paths = [`/reference/document.json?lang=${language}`, "/page/session.json"];
  const [content, session] = await Promise.all(paths.map(loaded));
  window.Scalar.createApiReference("#reference", {
    content,
    localization: { locale: language === "zh" ? "zh-CN" : "en" },
    authentication: {
      preferredSecurityScheme: "access_token",
      securitySchemes: {
        access_token: { value: session.token },
        cloudbase_access_token: { value: session.token },
        appcode: { value: `APPCODE ${session.appcode}` },
      },
    },
    withDefaultFonts: false,
    telemetry: false,
    showDeveloperTools: "never",
    hideClientButton: true,
    documentDownloadType: "none",
    agent: { disabled: true },
    mcp: { disabled: true },
  });
}

start();
