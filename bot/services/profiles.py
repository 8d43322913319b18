"""What a Maßnahmensteckbrief says of results beyond what was handed in (domain 2.4): its fields as they are now."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models import ProfileEntry, ProfileField, Result


def read_profiles(session: Session, result_ids: Collection[int]) -> dict[int, dict[ProfileField, str]]:
    """Return for each result the newest text of each field that has one, in the printed page's order.

    Title and summary are the result's own. Nobody's permission is asked: whoever calls asks.
    """
    results = session.execute(select(Result.id, Result.title, Result.text).where(Result.id.in_(result_ids)))
    texts = {
        number: {ProfileField.TITLE: title, ProfileField.SUMMARY: text} for number, title, text in results.tuples()
    }
    for entry in newest(session, result_ids):
        if entry.field not in texts[entry.result_id]:
            texts[entry.result_id][entry.field] = entry.text
    return {number: {field: said[field] for field in ProfileField if said.get(field)} for number, said in texts.items()}


def newest(session: Session, result_ids: Collection[int]) -> list[ProfileEntry]:
    """Return the newest revision of each field of these results."""
    latest = (
        select(func.max(ProfileEntry.id))
        .where(ProfileEntry.result_id.in_(result_ids))
        .group_by(ProfileEntry.result_id, ProfileEntry.field)
    )
    return list(session.scalars(select(ProfileEntry).where(ProfileEntry.id.in_(latest)).order_by(ProfileEntry.id)))
