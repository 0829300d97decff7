"""Search of procedures (tìm thủ tục) without diacritics, by half words and with one slip of the finger.

One plain table of folded words, so that both databases find the same.
"""

from django.db import models

from motcua.procedures.catalogue import Procedure


class SearchWord(models.Model):
    """One folded word under which a procedure is found; the weight says where the word stands."""

    id = models.BigAutoField(primary_key=True)
    word = models.CharField(max_length=60)
    procedure = models.ForeignKey(Procedure, on_delete=models.CASCADE, related_name="words")
    weight = models.PositiveSmallIntegerField()

    class Meta:
        indexes = [models.Index(fields=["word", "procedure"], name="searchword_prefix")]

    def __str__(self) -> str:
        return self.word
