// What a browser with JavaScript gets besides. Every page works without any of it.
import { createAll, ErrorSummary, ServiceNavigation, SkipLink } from 'govuk-frontend'

import { tellOfAreas } from './gap-map.js'
import { openMapWhenSeen } from './open-map.js'
import { suggestWhenFocused } from './open-suggest.js'
import { share } from './share.js'
import { tidyAddress } from './tidy-address.js'

document.body.classList.add('js-enabled', 'govuk-frontend-supported')
createAll(ErrorSummary)
createAll(ServiceNavigation)
createAll(SkipLink)

for (const form of document.querySelectorAll('#find')) tidyAddress(form)
for (const box of document.querySelectorAll('[data-suggest]')) suggestWhenFocused(box)
for (const tools of document.querySelectorAll('[data-share]')) share(tools)
for (const map of document.querySelectorAll('[data-from]')) openMapWhenSeen(map)
for (const map of document.querySelectorAll('[data-gap-map]')) tellOfAreas(map)
