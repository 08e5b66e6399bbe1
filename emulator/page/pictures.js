// Pictures to send: samples, files, addresses; what the browser can show of them, and smaller ones where they are too large.

const QUALITIES = [0.92, 0.85, 0.75];
const STEP = 0.8;

/** A picture {blob, name, path, sample, url?, width?, height?}; without a url the browser cannot show it. */
export async function fromBlob(blob, name, { path = name, sample = false } = {}) {
  const url = URL.createObjectURL(blob);
  const size = await measured(url);
  if (!size) URL.revokeObjectURL(url);
  return { blob, name, path, sample, ...(size ? { url, ...size } : {}) };
}

/** One of our samples. */
export async function fromSample(name) {
  const blob = await (await fetch(`/page/samples/${name}`)).blob();
  return fromBlob(blob, name, { path: `emulator/samples/${name}`, sample: true });
}

/** A picture that the function is to fetch. The page itself asks no other host: only one of its own is shown. */
export async function fromAddress(address) {
  const target = new URL(address);
  const name = target.pathname.split("/").pop() || target.host;
  const own = target.origin === location.origin ? await measured(target.href) : undefined;
  return { address: target.href, name, sample: false, ...(own ? { url: target.href, ...own } : {}) };
}

async function measured(url) {
  try {
    const image = await loaded(url);
    return { width: image.naturalWidth, height: image.naturalHeight };
  } catch {
    return undefined;
  }
}

/** The picture, decoded; rejects where the browser cannot. */
export async function loaded(url) {
  const image = new Image();
  image.src = url;
  await image.decode();
  return image;
}

/** Whether a capability takes no picture of this size: too many bytes or pixels. */
export function tooLarge(picture, { bytes, pixels }) {
  return Boolean(picture.blob) && (picture.blob.size > bytes || (picture.width ?? 0) * (picture.height ?? 0) > pixels);
}

/** The picture as a JPEG within the limits: as many pixels as they allow, at a quality that is hard to tell from the first. */
export async function shrunk(picture, { bytes, pixels }) {
  const image = await loaded(picture.url);
  for (let scale = Math.min(1, Math.sqrt(pixels / (picture.width * picture.height))); ; scale *= STEP) {
    const canvas = drawn(image, Math.floor(picture.width * scale), Math.floor(picture.height * scale));
    for (const quality of QUALITIES) {
      const blob = encoded(canvas, "image/jpeg", quality);
      if (blob.size <= bytes) return fromBlob(blob, `${picture.name.replace(/\.\w+$/, "")}-small.jpg`);
    }
  }
}

/** A canvas as a file. At once: toBlob waits for the browser to be idle, up to ten seconds beside anything that moves. */
export function encoded(canvas, type, quality) {
  const text = atob(canvas.toDataURL(type, quality).split(",")[1]);
  return new Blob([Uint8Array.from(text, (character) => character.charCodeAt(0))], { type });
}

function drawn(image, width, height) {
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width: Math.max(1, width), height: Math.max(1, height) });
  const context = canvas.getContext("2d");
  context.fillStyle = "#fff"; // what was transparent
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.imageSmoothingQuality = "high";
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas;
}

/** A size in bytes as people read it. */
export function weight(bytes) {
  return bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1000))} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
