"""REMEMBER: the SQLite database of runs, findings, facts and evidence. One writer, any number of readers."""

from audits.store.errors import NewerDatabase, NotOurDatabase, StoreError, UnknownRun
from audits.store.history import Change, TrendPoint
from audits.store.model import (
    STANDING,
    Deficiency,
    DeficiencyState,
    LedgerRow,
    StoredFinding,
    StoredOrganization,
    StoredPicture,
    Waiver,
)
from audits.store.nights import Night, Nights, Sent, Stage
from audits.store.obligations import Obligations, StoredProtocol
from audits.store.store import Store

__all__ = [
    "STANDING",
    "Change",
    "Deficiency",
    "DeficiencyState",
    "LedgerRow",
    "NewerDatabase",
    "Night",
    "Nights",
    "NotOurDatabase",
    "Obligations",
    "Sent",
    "Stage",
    "Store",
    "StoreError",
    "StoredFinding",
    "StoredOrganization",
    "StoredPicture",
    "StoredProtocol",
    "TrendPoint",
    "UnknownRun",
    "Waiver",
]
