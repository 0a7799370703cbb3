"""What may be at stake in a conversation."""

from enum import StrEnum


class Risk(StrEnum):
    """A stake that belongs into a person's hands, the gravest first."""

    OUTAGE = "outage"
    SECURITY = "security"
    DATA_LOSS = "data_loss"
    PRIVACY = "privacy"
    LEGAL = "legal"
    BILLING_DISPUTE = "billing_dispute"
    LEAVING = "leaving"
