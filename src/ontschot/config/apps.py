"""Django app of the wiring: registers the subscribers of events."""

from django.apps import AppConfig


class WiringConfig(AppConfig):
    """See the docstring of the folder."""

    name = "ontschot.config"
    label = "wiring"

    def ready(self) -> None:
        """Connect what publishes to what hears."""
        from ontschot.config import subscribers

        subscribers.register()
