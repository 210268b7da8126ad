import { wordsOf } from './wording.js'

// The map's script and style are fetched when the map comes into view, and not before.
export function openMapWhenSeen (box) {
  const source = document.getElementById(box.dataset.from)
  if (!source) return
  const told = JSON.parse(source.textContent)
  if (!told.pins.length && !told.place) return
  show(box, true)
  const seen = new IntersectionObserver(async entries => {
    if (!entries.some(entry => entry.isIntersecting)) return
    seen.disconnect()
    try {
      await style(box.dataset.style)
      const { draw } = await import(box.dataset.script)
      draw(box, told)
    } catch (wrong) {
      console.error(wrong)
      instead(box)
    }
  })
  seen.observe(box)
}

// The page says the same in words; only say that, where the map would be.
function instead (box) {
  const said = document.createElement('p')
  said.className = 'govuk-body-s map-panel__failed'
  said.setAttribute('role', 'status')
  box.before(said)
  said.textContent = wordsOf(box).failed
  show(box, false)
}

// What a map doesn't show is said under it.
function show (box, shown) {
  box.hidden = !shown
  const note = box.parentElement.querySelector('.map-panel__note')
  if (note) note.hidden = !shown
}

function style (href) {
  return new Promise((resolve, reject) => {
    const link = document.createElement('link')
    link.rel = 'stylesheet'
    link.href = href
    link.onload = resolve
    link.onerror = reject
    document.head.append(link)
  })
}
