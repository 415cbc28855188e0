"""Stops a too large upload while it arrives, before it fills memory or disk."""

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, SkipFile


class SizeLimitHandler(FileUploadHandler):
    """First in ``FILE_UPLOAD_HANDLERS``: drops what outgrows the limit.

    The limit is of all files of a request together: a hundred just below it would
    fill the disk as well, and need no sign-in. What is left of the request is read and
    thrown away; ``was_too_large`` lets the form say why there is no file.
    """

    received = 0

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
