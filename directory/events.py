"""The only two things the directory announces. Each carries an id and never an instance.

``service_changed(service_id)``: what families may see of this service is new or different.
``service_withdrawn(service_id)``: families may no longer see it.
"""

from django.dispatch import Signal

service_changed = Signal()
service_withdrawn = Signal()
