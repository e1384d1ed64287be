// Buttons with pictures, one of them pressed.  data = { options: [{ value, text, svg }], chosen, label }; the SVG is the
// app's own and holds nothing of a visitor's.

export default function ({ data: [data], parentElement, setStateValue }) {
  const root = parentElement.querySelector(".chooser");
  root.setAttribute("aria-label", data.label);
  const shown = JSON.stringify(data.options.map((o) => o.value));
  if (root.dataset.shown !== shown) {
    root.dataset.shown = shown;
    root.replaceChildren(...data.options.map(({ value, text, svg }) => {
      const button = element("button", { type: "button", "data-value": value });
      button.innerHTML = svg;
      button.append(text);
      return button;
    }));
  }
  for (const button of root.children) {
    const pressed = button.dataset.value === data.chosen;
    if (pressed && button.getAttribute("aria-pressed") !== "true") root.scrollLeft = button.offsetLeft - root.clientWidth / 2 + button.clientWidth / 2;
    button.setAttribute("aria-pressed", pressed);
    button.onclick = () => pressed || setStateValue("choice", button.dataset.value);
  }
}
