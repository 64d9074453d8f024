"""Whether a country has a phone number, by the phonenumbers library (0.1 s to import)."""

from __future__ import annotations

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumber, shortnumberinfo

ELSEWHERE = "other"  # any country


def is_country(code: str) -> bool:
    """Whether `code` is an ISO 3166-1 code in lower case, or `other`."""
    return code == ELSEWHERE or (code.islower() and code.upper() in phonenumbers.SUPPORTED_REGIONS)


def is_valid(number: str, code: str) -> bool:
    """Whether `number` is a full number of the country, or as long as its short ones."""
    if code == ELSEWHERE:
        return any(is_valid(number, region) for region in phonenumbers.SUPPORTED_REGIONS)
    parsed = _parse(number, code)
    # The library's own list of short numbers lags behind: Germany's 116 016 is not in it.
    return phonenumbers.is_valid_number_for_region(
        parsed, code.upper()
    ) or shortnumberinfo.is_possible_short_number_for_region(parsed, code.upper())


def is_emergency(number: str, code: str) -> bool:
    """Whether `number` is one of the country's emergency numbers."""
    regions = phonenumbers.SUPPORTED_REGIONS if code == ELSEWHERE else [code.upper()]
    return any(shortnumberinfo.is_emergency_number(number, region) for region in regions)


def is_possible(number: str, code: str) -> bool:
    """Whether `number` has the length of one, which is all that can be said of a WhatsApp name.

    Brazil's Ligue 180 has one digit fewer there than mobile numbers have had since 2016.
    """
    return phonenumbers.is_possible_number(_parse(number, code))


def _parse(number: str, code: str) -> PhoneNumber:
    try:
        return phonenumbers.parse(number, code.upper())
    except NumberParseException:
        return PhoneNumber()
