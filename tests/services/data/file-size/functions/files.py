# SPDX-License-Identifier: GPL-3.0-or-later
"""A file in S3, named by the functions' variables: its size, and what is done with it."""
import os

import boto3

S3 = boto3.client("s3")
PLACE = {"Bucket": os.environ["BUCKET"], "Key": os.environ["FILE"]}


def check_size(event, context):
    return S3.head_object(**PLACE)["ContentLength"]


def process(event, context):
    body = S3.get_object(**PLACE)["Body"].read()
    S3.put_object(Bucket=PLACE["Bucket"], Key=PLACE["Key"] + ".sum", Body=str(sum(body)).encode())
    return sum(body)
