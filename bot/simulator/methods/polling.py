"""Getting to know the bot and its updates: getMe, getUpdates, webhooks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.simulator import parameters as of
from bot.simulator.errors import conflict
from bot.simulator.methods.base import Method, Raw
from bot.simulator.webhooks import Webhook, check_secret, check_url

if TYPE_CHECKING:
    from bot.simulator.chats import Simulator

Json = dict[str, Any]
WEBHOOK_ACTIVE = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"


def get_me(simulator: Simulator, read: Json) -> Json:
    """Return the bot's account."""
    return {
        **simulator.bot.to_json(),
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


async def get_updates(simulator: Simulator, read: Json) -> Raw:
    """Return waiting updates; ``offset`` confirms earlier ones, ``timeout`` waits for the first."""
    if simulator.webhook is not None:
        raise conflict(WEBHOOK_ACTIVE)
    simulator.updates.allow(read.get("allowed_updates"))
    limit = min(max(read.get("limit", 100), 1), 100)
    bodies = await simulator.updates.poll(read.get("offset", 0), limit, min(read.get("timeout", 0), 50))
    return Raw(f"[{','.join(bodies)}]")


def set_webhook(simulator: Simulator, read: Json) -> bool:
    """Deliver updates to a URL from now on; an empty one ends that."""
    url = read["url"]
    if not url:
        return delete_webhook(simulator, read)
    check_url(url)
    check_secret(read.get("secret_token", ""))
    simulator.updates.allow(read.get("allowed_updates"))
    simulator.updates.end_poll(conflict("terminated by setWebhook request"))
    if read.get("drop_pending_updates"):
        simulator.updates.pending.clear()
    connections = min(max(read.get("max_connections", 40), 1), 100)
    simulator.set_webhook(Webhook(url, read.get("secret_token", ""), connections))
    return True


def delete_webhook(simulator: Simulator, read: Json) -> bool:
    """Deliver no longer to a URL; the updates that wait can be polled."""
    if read.get("drop_pending_updates"):
        simulator.updates.pending.clear()
    simulator.set_webhook(None)
    return True


def get_webhook_info(simulator: Simulator, read: Json) -> Json:
    """Return where updates go and what went wrong last."""
    webhook = simulator.webhook or Webhook("", "", 40)
    answer = {"url": webhook.url, "has_custom_certificate": False}
    answer |= {"pending_update_count": len(simulator.updates.pending), "max_connections": webhook.max_connections}
    if webhook.last_error is not None:
        answer |= {"last_error_date": webhook.last_error_date, "last_error_message": webhook.last_error}
    return {**answer, "allowed_updates": sorted(simulator.updates.allowed)}


METHODS = (
    Method("getMe", get_me, {}),
    Method(
        "getUpdates",
        get_updates,
        {"offset": of.integer, "limit": of.integer, "timeout": of.integer, "allowed_updates": of.strings},
    ),
    Method(
        "setWebhook",
        set_webhook,
        {
            "url": of.string,
            "certificate": of.file,
            "ip_address": of.string,
            "max_connections": of.integer,
            "allowed_updates": of.strings,
            "drop_pending_updates": of.boolean,
            "secret_token": of.string,
        },
        required=("url",),
    ),
    Method("deleteWebhook", delete_webhook, {"drop_pending_updates": of.boolean}),
    Method("getWebhookInfo", get_webhook_info, {}),
)
