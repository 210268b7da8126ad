"""Many people press "Book" at the same moment: python -m tests.events.racing ADDRESS NUMBER FIRST.

Each is a thread with a connection of its own to the real database, and asks the real view. It says "ready",
waits for a line on its standard input, and prints what each was answered as JSON.
"""

import json
import os
import sys
import threading
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def main(path: str, number: int, first: int) -> None:
    """Book ``number`` times with addresses of their own, all at once."""
    import django

    django.setup()
    from django.db import connection
    from django.test import Client

    answers: dict[str, str] = {}
    together = threading.Barrier(number + 1)

    def press(email: str) -> None:
        client = Client()
        form = {"name": "Demo Parent", "email": email, "places": "1", "access_needs": ""}
        connection.ensure_connection()
        together.wait(timeout=60)
        try:
            answer = client.post(path, form)
            answers[email] = f"{answer.status_code} {answer.get('Location', '')}"
        finally:
            connection.close()

    threads = [
        threading.Thread(target=press, args=(f"parent{at}@example.org",))
        for at in range(first, first + number)
    ]
    for thread in threads:
        thread.start()
    print("ready", flush=True)  # noqa: T201
    sys.stdin.readline()
    together.wait(timeout=60)
    for thread in threads:
        thread.join(timeout=120)
    print(json.dumps(answers), flush=True)  # noqa: T201


if __name__ == "__main__":
    sys.path[:0] = [str(ROOT), str(ROOT / "site")]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "localoffer.settings.test")
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
