# SPDX-License-Identifier: GPL-3.0-or-later
"""Begins a run of quality control: writes its item."""
import datetime

import summary


def lambda_handler(event, context):
    event = {**event, "StartTime": datetime.datetime.now(datetime.timezone.utc).isoformat(),
             "ProcessID": context.aws_request_id}
    summary.TABLE.put_item(Item=event)
    print("started", event["GroupID"], event["StreamID"])
    return event
