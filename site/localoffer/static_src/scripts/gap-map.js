// The numbers of the area that is pointed at or has the focus, beside the map; and its edge drawn over its
// neighbours'. The words are the link's own title, so that nothing here can differ from the table.
const SVG = 'http://www.w3.org/2000/svg'

export function tellOfAreas (figure) {
  const sheet = figure.querySelector('svg')
  const panel = figure.parentElement.querySelector('[data-gap-panel]')
  if (!sheet || !panel) return
  const edges = ['gaps-pointed gaps-pointed--light', 'gaps-pointed'].map(edge)
  sheet.append(...edges)

  function edge (classes) {
    const drawn = document.createElementNS(SVG, 'use')
    drawn.setAttribute('class', classes)
    return drawn
  }

  function show (event) {
    const area = event.target.closest('a.gaps-area')
    if (!area) return
    const [name, ...lines] = area.querySelector('title').textContent.split('\n')
    panel.replaceChildren(line('strong', name), ...lines.map(text => line('span', text)))
    panel.hidden = false
    for (const drawn of edges) drawn.setAttribute('href', `#${area.querySelector('path').id}`)
  }

  function hide () {
    panel.hidden = true
    for (const drawn of edges) drawn.removeAttribute('href')
  }

  // The pointer's area gives way to the one that has the focus.
  function leave (event) {
    if (event.relatedTarget && panel.contains(event.relatedTarget)) return // She may be reading or copying it.
    const focused = document.activeElement
    if (focused && sheet.contains(focused)) show({ target: focused })
    else hide()
  }

  // On the figure: Chromium puts an svg that listens for focus into the order of Tab.
  figure.addEventListener('pointerover', show)
  figure.addEventListener('focusin', show)
  sheet.addEventListener('pointerleave', leave)
  panel.addEventListener('pointerleave', leave)
  figure.addEventListener('focusout', hide)
  document.addEventListener('keydown', event => { if (event.key === 'Escape') hide() })
}

function line (tag, text) {
  const made = document.createElement(tag)
  made.textContent = text
  return made
}
