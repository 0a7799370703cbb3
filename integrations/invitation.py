"""An invitation as iCalendar writes it (RFC 5545, RFC 5546)."""

from email.headerregistry import Address

from icalendar import Calendar, Event, vCalAddress, vText

from bot.ports import Guest, Invitation

_UNPRINTABLE = dict.fromkeys([*range(32), 127, ord('"')], " ")


def written(invitation: Invitation, organizer: Address) -> str:
    """The whole calendar text, times in UTC, from whom mail comes."""
    event = Event()
    event.add("uid", invitation.uid)
    event.add("sequence", invitation.sequence)
    event.add("dtstamp", invitation.at)
    event.add("dtstart", invitation.begins)
    event.add("dtend", invitation.ends)
    event.add("summary", invitation.title)
    event.add("description", invitation.text)
    event.add("status", "CANCELLED" if invitation.is_cancelled else "CONFIRMED")
    event["organizer"] = vCalAddress(f"mailto:{organizer.addr_spec}")
    for guest in invitation.guests:
        event.add("attendee", _attendee(guest), encode=False)
    calendar = Calendar()
    calendar.add("prodid", "-//Baton//EN")
    calendar.add("version", "2.0")
    calendar.add("method", invitation.method)
    calendar.add_component(event)
    content: bytes = calendar.to_ical()
    return content.decode()


def _attendee(guest: Guest) -> vCalAddress:
    """Their answer goes nowhere: nobody reads mail to the organizer, so that none is asked for."""
    attendee = vCalAddress(f"mailto:{guest.mail}")
    attendee.params["cn"] = vText(" ".join(guest.name.translate(_UNPRINTABLE).split()) or guest.mail)
    attendee.params["role"] = vText("REQ-PARTICIPANT")
    attendee.params["partstat"] = vText("NEEDS-ACTION")
    attendee.params["rsvp"] = vText("FALSE")
    return attendee
