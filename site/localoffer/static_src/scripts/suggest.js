// Lines under the search box while typing. The box is accessible-autocomplete's from here on; it takes the
// place, the words, the name and the descriptions of the plain one, so that the form is the same form.
import accessibleAutocomplete from 'accessible-autocomplete'

import { counted, filled, wordsOf } from './wording.js'

const WAIT = 150
const LEAST = 2

export function suggest (plain) {
  const words = wordsOf(plain)
  const near = plain.form.elements.namedItem('near')
  const said = document.createElement('span')
  said.className = 'govuk-visually-hidden'
  said.setAttribute('role', 'status')

  const held = document.createElement('div')
  const typed = () => held.querySelector('input')?.value ?? ''
  accessibleAutocomplete({
    element: held,
    id: plain.id,
    name: plain.name,
    source: asking(plain, typed),
    minLength: LEAST,
    displayMenu: 'overlay',
    confirmOnBlur: false,
    showNoOptionsFound: false,
    inputClasses: plain.className,
    menuAttributes: { 'aria-label': words.menu, 'aria-labelledby': null },
    templates: { inputValue: keeps, suggestion: one => shown(one, words) },
    tAssistiveHint: () => words.hint,
    tStatusQueryTooShort: () => '',
    tStatusNoResults: () => '',
    tStatusResults: (count, chosen) => `${counted(words.found, count)}. ${chosen}`,
    tStatusSelectedOption: (_, count, at) => filled(words.at, { at: at + 1, count }),
    onConfirm: one => {
      if (one?.kind !== 'place' || !near) return
      near.value = one.place
      said.textContent = filled(words.moved, { place: one.place })
    }
  })
  replace(plain, held, said)
}

// One request on its way at most; an answer to older words is never shown.
function asking (plain, now) {
  let timer, asked
  let before = plain.value === plain.defaultValue ? plain.value : null // hers from the page before: not typed now
  return (typed, show) => {
    clearTimeout(timer)
    asked?.abort()
    if (typed === before || typed.trim().length < LEAST) return show([])
    before = null
    timer = setTimeout(async () => {
      asked = new AbortController()
      try {
        const url = `${plain.dataset.suggest}?${new URLSearchParams({ text: typed.trim() })}`
        const answer = await fetch(url, { signal: asked.signal })
        const lines = answer.ok ? (await answer.json()).suggestions : []
        show(now() === typed ? lines : [])
      } catch (lost) {
        if (lost.name !== 'AbortError') show([]) // Suggestions are a help; searching works without them.
      }
    }, WAIT)
  }
}

// What the box says when this line is chosen: a place goes to its own box, and leaves the words before it.
function keeps (one) {
  if (!one || typeof one === 'string') return one || ''
  if (one.kind !== 'place') return one.text
  return one.text.slice(0, -one.place.length).replace(/(?:^|\s+)(?:in|near|around|at|by)?\s*$/i, '')
}

function shown (one, words) {
  const line = document.createElement('span')
  const name = document.createElement('span')
  name.textContent = one.text ?? one
  if (words.written) name.lang = words.written
  line.append(name)
  const said = one.label || words.kinds[one.kind]
  if (said) {
    const kind = document.createElement('span')
    kind.className = 'autocomplete__kind'
    kind.textContent = said
    line.append(' ', kind)
  }
  // An open comment swallows the inline style that the library adds on iOS, which the policy refuses;
  // aria-posinset says the same.
  return line.innerHTML + '<!--'
}

function replace (plain, held, said) {
  const box = held.querySelector('input')
  const described = [plain.getAttribute('aria-describedby'), `${box.id}__assistiveHint`].filter(Boolean).join(' ')
  for (const name of ['autocapitalize', 'spellcheck', 'maxlength']) {
    if (plain.hasAttribute(name)) box.setAttribute(name, plain.getAttribute(name))
  }
  box.setAttribute('enterkeyhint', 'search')
  const describe = () => {
    if (box.getAttribute('aria-describedby') !== described) box.setAttribute('aria-describedby', described)
  }
  describe()
  new MutationObserver(describe).observe(box, { attributeFilter: ['aria-describedby'] })
  // With no line chosen Enter searches, as it does without suggestions.
  box.addEventListener('keydown', event => {
    if (event.key === 'Enter') event.stopPropagation()
  })

  const focused = document.activeElement === plain
  const caret = [plain.selectionStart, plain.selectionEnd]
  plain.replaceWith(held, said)
  box.value = plain.value
  box.dispatchEvent(new Event('input'))
  if (!focused) return
  box.focus()
  // The library selects all the words when the box gets the focus; she goes on where she was.
  Promise.resolve().then(() => box.setSelectionRange(...caret))
}
