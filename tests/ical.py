# Reads an .ics file with another implementation and prints one line an event: its times in UTC, or its days, then summary and place.
import sys
from icalendar import Calendar
from datetime import timezone, datetime

calendar = Calendar.from_ical(open(sys.argv[1], "rb").read())
zones = [c for c in calendar.walk("VTIMEZONE")]
own = {str(z["TZID"]): z.to_tz() for z in zones}
lines = []
for e in calendar.walk("VEVENT"):
    def when(name):
        if name not in e:
            return "-"
        t, tzid = e[name].dt, e[name].params.get("TZID")
        if not isinstance(t, datetime):
            return t.isoformat()
        if tzid:
            t = own[tzid].localize(t.replace(tzinfo=None))
            return t.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%MZ")
        return t.isoformat()
    lines.append(" ".join([when("DTSTART"), when("DTEND"), str(e["SUMMARY"]), "@", str(e.get("LOCATION", "-"))]))
if len({str(e["UID"]) for e in calendar.walk("VEVENT")}) != len(lines):
    lines.append("a UID stands twice")
print("\n".join(sorted(lines)))
