// Streamlit has no translations of its own. This swaps its English texts for Dutch ones as they
// appear, and leaves alone what people wrote (rendered Markdown, code, text fields).
(() => {
  const table = TABLE;
  const visible = new Map(Object.entries(table.teksten));
  const choices = new Map(Object.entries(table.keuzes));
  const names = new Map([...visible, ...Object.entries(table.namen)]);
  const patterns = Object.entries(table.patronen).map(([from, to]) => [new RegExp(from), to]);
  const ATTRIBUTES = ["aria-label", "title", "placeholder", "data-title", "alt"];
  const UPLOADER = "[data-testid=stFileUploader]";
  const CHOICES = "[role=listbox]";
  const OWN_WORDS =
    "[data-testid=stMarkdownContainer], [data-testid=stText], td, th, pre, textarea, script, style";
  const LONGEST = 200;

  for (const [name, value] of [["language", "nl-NL"], ["languages", ["nl-NL", "nl"]]]) {
    Object.defineProperty(Navigator.prototype, name, { get: () => value, configurable: true });
  }

  // The Dutch for a whole text, with the white space around it kept.
  function dutch(text, known, rules) {
    const bare = text.trim();
    if (!bare || bare.length > LONGEST) return text;
    const whole = known.get(bare);
    if (whole !== undefined) return text.replace(bare, () => whole);
    const rule = rules.find(([from]) => from.test(bare));
    return rule ? text.replace(bare, () => bare.replace(...rule)) : text;
  }

  function dutchFor(text, element) {
    if (element?.closest(UPLOADER)) return dutch(text, visible, patterns);
    if (element?.closest(CHOICES)) return dutch(text, choices, patterns);
    return element?.closest(OWN_WORDS) ? text : dutch(text, visible, []);
  }

  function swapText(node) {
    const text = dutchFor(node.nodeValue, node.parentElement);
    if (text !== node.nodeValue) node.nodeValue = text;
  }

  // What Streamlit leaves without a name or out of the keyboard's reach.
  function makeReachable(element) {
    if (element.matches(".stToast")) element.setAttribute("aria-label", "Melding");
    if (element.matches("[class*=st-key-breed-]")) {
      element.tabIndex = 0;
      element.setAttribute("role", "group");
      element.setAttribute("aria-label", "Figuur, schuift opzij met de pijltjestoetsen");
    }
  }

  function swapAttributes(element) {
    for (const name of ATTRIBUTES) {
      const value = element.getAttribute(name);
      if (value === null) continue;
      const text = dutch(value, names, patterns);
      if (text !== value) element.setAttribute(name, text);
    }
  }

  function swapAll(node) {
    if (node.nodeType === Node.TEXT_NODE) return swapText(node);
    if (node.nodeType !== Node.ELEMENT_NODE) return;
    makeReachable(node);
    swapAttributes(node);
    for (const child of node.childNodes) swapAll(child);
  }

  new MutationObserver((changes) => {
    for (const change of changes) {
      if (change.type === "characterData") swapText(change.target);
      else if (change.type === "attributes") swapAttributes(change.target);
      else change.addedNodes.forEach(swapAll);
    }
  }).observe(document, {
    subtree: true, childList: true, characterData: true, attributeFilter: ATTRIBUTES,
  });
})();
