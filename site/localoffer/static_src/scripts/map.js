// The map of one page of results: its pins are the numbers of the list, and lead to it and back.
import L from 'leaflet'
import 'leaflet.markercluster' // after Leaflet: it adds to the L that Leaflet leaves on the window

import './map.css'
import { counted, filled, wordsOf } from './wording.js'

const DEEPEST = 17
const SMALL_TOWN_ZOOM = 10
const calm = window.matchMedia('(prefers-reduced-motion: reduce)').matches

export function draw (box, told) {
  const words = wordsOf(box)
  const map = L.map(box, {
    zoomControl: false,
    maxZoom: DEEPEST,
    minZoom: 6,
    zoomSnap: 0.5,
    attributionControl: Boolean(told.tiles && told.attribution),
    fadeAnimation: !calm,
    zoomAnimation: !calm,
    markerZoomAnimation: !calm
  })
  L.control.zoom({ zoomInTitle: words.closer, zoomOutTitle: words.farther }).addTo(map)
  if (told.tiles) tiles(map, told, words)
  look(map, told)
  pinsOf(told, map, words)
  ground(map, told)
  if (told.here) areaButton(map, told, words)
  window.addEventListener('resize', () => map.invalidateSize())
}

// Who made the tiles: the operator's words. Leaflet's own link has a title in English; its name says enough.
function tiles (map, told, words) {
  L.tileLayer(told.tiles, { attribution: told.attribution, maxZoom: DEEPEST }).addTo(map)
  map.attributionControl?.setPrefix('<a href="https://leafletjs.com">Leaflet</a>')
  if (words.written) map.attributionControl?.getContainer().setAttribute('lang', words.written)
}

function pinsOf (told, map, words) {
  const clusters = L.markerClusterGroup({
    animate: !calm,
    maxClusterRadius: 34,
    showCoverageOnHover: false,
    spiderfyDistanceMultiplier: 1.6,
    iconCreateFunction: held => L.divIcon({
      className: 'cluster', html: counted(words.here, held.getChildCount()), iconSize: [58, 30]
    })
  })
  for (const pin of told.pins) {
    const marker = L.marker([pin.lat, pin.lon], {
      icon: L.divIcon({ className: 'pin', html: String(pin.number), iconSize: [30, 30] }),
      riseOnHover: true,
      title: `${pin.number}: ${pin.name}`
    })
    marker.on('add', () => name(marker, filled(words.pin, pin)))
    marker.on('click keypress', event => {
      if (event.type === 'click' || event.originalEvent.key === 'Enter') toCard(pin.number)
    })
    clusters.addLayer(marker)
    wayBack(pin, marker, clusters, words)
  }
  const nameClusters = () => clusters._featureGroup.eachLayer(layer => {
    if (layer.getChildCount) name(layer, counted(words.cluster, layer.getChildCount()))
  })
  clusters.on('animationend spiderfied unspiderfied', nameClusters)
  map.on('zoomend moveend layeradd', nameClusters)
  map.addLayer(clusters)
  if (told.place) {
    L.marker([told.place.lat, told.place.lon], {
      icon: L.divIcon({ className: 'here', iconSize: [18, 18] }), keyboard: false, interactive: false, zIndexOffset: -500
    }).addTo(map).getElement().setAttribute('aria-hidden', 'true')
  }
}

function name (layer, text) {
  const element = layer.getElement?.()
  if (!element) return
  element.setAttribute('role', 'button')
  element.setAttribute('aria-label', text)
}

function toCard (number) {
  const card = document.getElementById(`result-${number}`)
  if (!card) return
  for (const shown of document.querySelectorAll('.is-shown')) shown.classList.remove('is-shown')
  card.classList.add('is-shown')
  card.scrollIntoView({ block: 'nearest', behavior: calm ? 'auto' : 'smooth' })
  const focusable = card.querySelector('a, button')
  focusable?.focus({ preventScroll: true })
}

// A card leads to its pin, so that nobody who came from the map has to tab all the way back.
function wayBack (pin, marker, clusters, words) {
  const card = document.getElementById(`result-${pin.number}`)
  if (!card) return
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'on-map'
  button.textContent = words.show
  const hidden = document.createElement('span')
  hidden.className = 'govuk-visually-hidden'
  hidden.textContent = `: ${pin.name}`
  if (words.written) hidden.lang = words.written
  button.append(hidden)
  button.addEventListener('click', () => clusters.zoomToShowLayer(marker, () => {
    marker.getElement()?.focus()
  }))
  ;(card.querySelector('.result__foot') ?? card).append(button)
}

function look (map, told) {
  const points = told.pins.map(pin => [pin.lat, pin.lon])
  if (told.place) points.push([told.place.lat, told.place.lon])
  if (told.box) {
    const [south, west, north, east] = told.box.split(',').map(Number)
    map.fitBounds([[south, west], [north, east]])
  } else if (points.length) {
    map.fitBounds(L.latLngBounds(points).pad(0.1), { maxZoom: 13, animate: false })
  }
}

async function ground (map, told) {
  if (told.tiles) return
  try {
    const answer = await fetch(told.base)
    const held = await answer.json()
    map.createPane('ground').style.zIndex = 250
    const land = held.features.filter(one => one.geometry.type !== 'Point')
    L.geoJSON({ type: 'FeatureCollection', features: land }, {
      pane: 'ground',
      interactive: false,
      style: one => ({
        className: 'ground', color: '#9aa7ad', weight: one.properties.home ? 2.5 : 1, fillColor: '#f7f5ee', fillOpacity: 1
      })
    }).addTo(map)
    towns(map, held.features.filter(one => one.geometry.type === 'Point'))
  } catch {
    // Pins on a plain sheet still say where things are from each other.
  }
}

function towns (map, features) {
  const large = L.layerGroup()
  const small = L.layerGroup()
  for (const { geometry, properties } of features) {
    const [lon, lat] = geometry.coordinates
    const label = document.createElement('span')
    label.textContent = properties.name
    L.marker([lat, lon], {
      icon: L.divIcon({ className: 'town', html: label, iconSize: null }), interactive: false, keyboard: false, zIndexOffset: -1000
    }).on('add', event => event.target.getElement().setAttribute('aria-hidden', 'true'))
      .addTo(properties.large ? large : small)
  }
  const choose = () => map.getZoom() >= SMALL_TOWN_ZOOM + 1 ? small.addTo(map) : small.remove()
  large.addTo(map)
  map.on('zoomend', choose)
  choose()
}

function areaButton (map, told, words) {
  const control = L.control({ position: 'topright' })
  control.onAdd = () => {
    const button = L.DomUtil.create('button', 'search-area')
    button.type = 'button'
    button.textContent = words.area
    L.DomEvent.disableClickPropagation(button)
    button.addEventListener('click', () => {
      const seen = map.getBounds()
      const sides = [seen.getSouth(), seen.getWest(), seen.getNorth(), seen.getEast()]
      const address = new URL(told.here, window.location.href)
      address.searchParams.set('box', sides.map(side => side.toFixed(4)).join(','))
      window.location.assign(address)
    })
    return button
  }
  control.addTo(map)
}
