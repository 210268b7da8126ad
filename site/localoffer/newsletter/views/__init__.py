"""The pages of the newsletter.

None starts a session or sets a cookie, so their forms carry no CSRF token: a post of somebody logged in
proves nothing here. What a post may do is what its own signed key in the address allows; to sign up needs no
key, sends one message to confirm, and is limited by address and by hour (``actions.joining``).
"""

from localoffer.newsletter.views.alerts import alert
from localoffer.newsletter.views.confirming import confirm
from localoffer.newsletter.views.joining import check, join
from localoffer.newsletter.views.managing import manage
from localoffer.newsletter.views.stopping import stop

__all__ = ["alert", "check", "confirm", "join", "manage", "stop"]
