# SPDX-License-Identifier: GPL-3.0-or-later
"""The summary of a run of quality control: an item of a DynamoDB table."""
import os

import boto3

TABLE = boto3.resource("dynamodb").Table(os.environ["TABLE"])


def set_flag(event, name, passed):
    """Marks the run's item, and hands on what the next step needs."""
    TABLE.update_item(
        Key={"GroupID": event["GroupID"], "StartTime": event["StartTime"]},
        UpdateExpression="SET #flag = :passed",
        ExpressionAttributeNames={"#flag": name},
        ExpressionAttributeValues={":passed": passed},
    )
    return {**event, name: passed}
