// Lines under the search box while typing: the combobox pattern of the WAI-ARIA authoring practices.
const WAIT = 150
const SAID = { need: 'a need', kind: 'a kind of help', organisation: 'who offers it', service: 'a listing' }

export function suggest (box) {
  const list = document.createElement('ul')
  const said = document.createElement('span')
  let timer, asked, at = -1
  list.id = `${box.id}-suggestions`
  list.className = 'suggestions'
  list.setAttribute('role', 'listbox')
  list.setAttribute('aria-label', 'Suggestions')
  list.hidden = true
  said.className = 'govuk-visually-hidden'
  said.setAttribute('role', 'status')
  box.after(list, said)
  for (const [name, value] of Object.entries({
    role: 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': list.id
  })) box.setAttribute(name, value)

  const close = () => {
    list.hidden = true
    at = -1
    box.setAttribute('aria-expanded', 'false')
    box.removeAttribute('aria-activedescendant')
  }

  const mark = next => {
    at = (next + list.children.length) % list.children.length
    for (const [place, line] of [...list.children].entries()) line.setAttribute('aria-selected', place === at)
    box.setAttribute('aria-activedescendant', list.children[at].id)
    list.children[at].scrollIntoView({ block: 'nearest' })
  }

  const choose = line => {
    box.value = line.dataset.text
    close()
  }

  const show = suggestions => {
    list.replaceChildren(...suggestions.map(({ text, kind }, place) => {
      const line = document.createElement('li')
      line.id = `${list.id}-${place}`
      line.className = 'suggestions__line'
      line.setAttribute('role', 'option')
      line.setAttribute('aria-selected', 'false')
      line.dataset.text = text
      line.textContent = text
      if (SAID[kind]) {
        const what = document.createElement('span')
        what.className = 'suggestions__kind'
        what.textContent = ` (${SAID[kind]})`
        line.append(what)
      }
      return line
    }))
    at = -1
    list.hidden = !suggestions.length
    box.setAttribute('aria-expanded', String(suggestions.length > 0))
    said.textContent = suggestions.length ? `${suggestions.length} suggestions` : ''
  }

  const ask = async () => {
    asked?.abort()
    asked = new AbortController()
    const text = box.value.trim()
    if (text.length < 2) return close()
    try {
      const url = `${box.dataset.suggest}?${new URLSearchParams({ text })}`
      const answer = await fetch(url, { signal: asked.signal })
      if (answer.ok && document.activeElement === box) show((await answer.json()).suggestions)
    } catch {
      close() // Suggestions are a help; searching works without them.
    }
  }

  box.addEventListener('input', () => {
    clearTimeout(timer)
    timer = setTimeout(ask, WAIT)
  })
  box.addEventListener('keydown', event => {
    if (list.hidden) return
    if (event.key === 'ArrowDown') mark(at + 1)
    else if (event.key === 'ArrowUp') mark(at < 0 ? -1 : at - 1)
    else if (event.key === 'Escape') close()
    else if (event.key === 'Enter' && at >= 0) choose(list.children[at])
    else return
    event.preventDefault()
  })
  list.addEventListener('mousedown', event => {
    const line = event.target.closest('li')
    if (line) choose(line)
    event.preventDefault()
  })
  box.addEventListener('blur', () => { clearTimeout(timer); close() })
}
