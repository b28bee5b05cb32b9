"""The registry of organizations: files of people, read strictly and reported kindly."""

from audits.registry.load import load_registry
from audits.registry.model import Problem, RegistryReport, Severity
from audits.registry.site import SiteCell, read_site

__all__ = ["Problem", "RegistryReport", "Severity", "SiteCell", "load_registry", "read_site"]
