// Words come from the page, in the page's language: scripts have none of their own.
const rules = new Intl.PluralRules(document.documentElement.lang || 'en')

export function wordsOf (element) {
  return JSON.parse(element.dataset.words)
}

// "{count} here" with its gaps filled.
export function filled (text, values) {
  return text.replace(/\{(\w+)\}/g, (gap, name) => name in values ? values[name] : gap)
}

// What is said of this number: `forms` has a text for every plural category of the language.
export function counted (forms, count) {
  return filled(forms[rules.select(count)] ?? Object.values(forms).pop(), { count })
}
