"""The words for what a column holds."""

IDENTITY_ROLES = (
    "bsn",
    "identifier",
    "full_name",
    "given_names",
    "initials",
    "surname_prefix",
    "surname",
    "partner_prefix",
    "partner_surname",
    "birth_date",
    "sex",
    "street",
    "house_number",
    "house_number_addition",
    "postcode",
    "place",
    "region",
    "address_line",
    "pseudonym",
)
PAYLOAD_ROLES = (
    "provision",
    "scheme",
    "start",
    "end",
    "weight",
    "neighbourhood",
    "district",
    "household_type",
)
ROLES = IDENTITY_ROLES + PAYLOAD_ROLES
NAME_PARTS = ("given_names", "initials", "surname_prefix", "surname")  # what `full_name` holds in one
DATE_ROLES = ("birth_date", "start", "end")
UNREAD_ROLES = ("surname_prefix", "partner_prefix")  # known for what they are; names are compared without prefixes
POSTCODE_ROLES = ("postcode", "street", "address_line")  # of which the linkage makes a postcode
