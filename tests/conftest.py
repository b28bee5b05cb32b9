"""What holds for every test: one time zone, wherever the machine stands. Days of stored runs are told in local time."""

from __future__ import annotations

import os
import time

os.environ["TZ"] = "UTC"
time.tzset()
