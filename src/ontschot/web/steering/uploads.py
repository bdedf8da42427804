"""Files of a study are larger than what the product takes in elsewhere: only for that page they go to disk."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import StopFutureHandlers, TemporaryFileUploadHandler
from django.urls import reverse

from ontschot.accounts.rules import may


class StudyUploads(TemporaryFileUploadHandler):
    """Takes files in for the page of a study, from who may have one, up to ``STUDY_UPLOAD`` bytes."""

    def handle_raw_input(
        self, input_data: Any, META: Any, content_length: int, boundary: Any, encoding: Any = None
    ) -> None:
        """Decide once for the whole request."""
        request = self.request
        user = getattr(request, "user", None)
        self.activated = bool(
            request is not None
            and request.path == reverse("steering:overlap")
            and content_length <= settings.STUDY_UPLOAD
            and user is not None
            and user.is_authenticated
            and may(user.role, "steer")
        )

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """A file on disk, and none in memory."""
        if self.activated:
            super().new_file(*args, **kwargs)
            raise StopFutureHandlers

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """To disk, or on to the next handler."""
        if not self.activated:
            return raw_data
        return super().receive_data_chunk(raw_data, start)

    def file_complete(self, file_size: int) -> UploadedFile | None:  # type: ignore[override]
        """The file, when it is ours."""
        return super().file_complete(file_size) if self.activated else None
