"""Stops a too large upload while it arrives, before it fills memory or disk."""

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, SkipFile


class SizeLimitHandler(FileUploadHandler):
    """First in ``FILE_UPLOAD_HANDLERS``: drops a file that outgrows the limit.

    What is left of the request is read and thrown away; ``was_too_large`` lets the
    form say why there is no file.
    """

    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        self.received = 0

    def receive_data_chunk(self, raw_data, start):
        self.received += len(raw_data)
        if self.received > settings.UPLOAD_MAX_BYTES:
            self.request.upload_was_too_large = True
            raise SkipFile
        return raw_data

    def file_complete(self, file_size):
        return None


def was_too_large(request) -> bool:
    return getattr(request, "upload_was_too_large", False)
