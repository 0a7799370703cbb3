"""Names of things that customers mention without saying what they are: *we use Okta* tells the identity provider."""

import re
from collections.abc import Mapping

_NAMES = {
    "browser": "chrome chromium firefox safari edge brave opera vivaldi internet_explorer ie11",
    "system": "windows macos mac_os os_x osx mac linux ubuntu debian fedora centos red_hat rhel ios ipados android"
    " chromeos chrome_os",
    "device": "iphone ipad macbook imac mac pixel galaxy samsung huawei xiaomi thinkpad surface lenovo dell laptop"
    " notebook chromebook android_phone tablet zebra honeywell raspberry_pi",
    "crm": "hubspot salesforce pipedrive zoho dynamics sugarcrm copper attio",
    "provider": "okta entra azure_ad adfs onelogin auth0 keycloak jumpcloud google_workspace ping_identity pingone"
    " duo cloudflare godaddy ionos route_53 namecheap gandi",
    "accounting": "xero quickbooks datev sage netsuite lexoffice freshbooks exact_online",
    "shop": "shopify magento woocommerce prestashop bigcommerce shopware",
    "calendar": "outlook google_calendar icloud exchange office_365 microsoft_365",
    "client": "outlook gmail thunderbird apple_mail google_mail",
    "cloud": "aws azure gcp google_cloud hetzner heroku digitalocean on_premises on_prem",
    "database": "postgres postgresql mysql mariadb mongodb oracle sql_server snowflake bigquery redshift databricks",
    "messenger": "slack teams discord whatsapp",
    "language": "python java javascript typescript node php ruby golang kotlin swift c#",
    "library": "python java javascript typescript node php ruby golang kotlin swift c# .net",
    "environment": "production prod staging sandbox uat pre-prod preprod test_system live_system dev_system",
    "printer": "zebra brother epson canon hp kyocera xerox dymo ricoh lexmark star_micronics",
    "format": "csv xlsx excel pdf json xml parquet docx tsv",
    "tool": "jira linear asana trello zapier make n8n notion confluence github gitlab bitbucket zendesk intercom",
}
_CALLED = {
    "browser": "browser navigateur navegador",
    "system": "system os betriebssystem platform",
    "device": "device phone smartphone handset model tablet laptop computer machine hardware gerät appareil",
    "crm": "crm",
    "provider": "provider idp registrar",
    "accounting": "accounting bookkeeping ledger erp",
    "shop": "shop store e-commerce ecommerce",
    "calendar": "calendar",
    "client": "client mailbox",
    "cloud": "cloud host hosting",
    "database": "database warehouse",
    "messenger": "messenger chat",
    "language": "language",
    "library": "library sdk client",
    "environment": "environment instance stage",
    "printer": "printer",
    "format": "format",
    "tool": "tool tracker",
}
_ANY = "integration app system tool service software product platform programme program connector"


def _pattern(names: str) -> re.Pattern[str]:
    either = "|".join(re.escape(name).replace("_", r"[ -]?") for name in names.split())
    return re.compile(rf"(?<![\w#])(?:{either})(?![\w#])", re.IGNORECASE)


NAMES: Mapping[str, re.Pattern[str]] = {group: _pattern(names) for group, names in _NAMES.items()}
"""Each group of things, and its names."""

EVERY_NAME = _pattern(" ".join(_NAMES.values()))


def named_by(word: str) -> tuple[re.Pattern[str], ...]:
    """The names that answer *which …?* with this word: *browser*, *CRM*; none where it calls nothing we know."""
    groups = tuple(NAMES[group] for group, words in _CALLED.items() if word in words.split())
    return (*groups, *((EVERY_NAME,) if word in _ANY.split() and word != "system" else ()))
