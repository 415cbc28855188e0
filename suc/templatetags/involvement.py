"""Money and times as members read them."""

from django import template

from suc import words

register = template.Library()

register.filter("pounds", words.pounds)
register.filter("between", words.between)
register.filter("hours", words.hours)
