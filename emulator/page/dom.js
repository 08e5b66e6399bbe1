// Small helpers for making elements.

/** An element with attributes and children; an attribute that begins with "on" is a listener. */
export function make(tag, attributes = {}, ...children) {
  const node = tag === "svg" || tag === "polygon" || tag === "rect"
    ? document.createElementNS("http://www.w3.org/2000/svg", tag) : document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value !== false && value !== undefined) node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children);
  return node;
}

/** A button that copies what `give` returns. */
export function copyButton(label, done, give) {
  return make("button", { type: "button", onclick: (event) => copy(event.currentTarget, give(), done) }, label);
}

/** Copy a text, and say so on the button for a moment. */
export async function copy(button, value, done) {
  await navigator.clipboard.writeText(value);
  const label = button.textContent;
  button.textContent = done;
  setTimeout(() => { button.textContent = label; }, 1200);
}
