#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Quality control with its six functions in the designer: found beside the definition, run, and looked at."""

import json
import os
import re
import shutil
import sys

from canvas import state
from designer import run_stories, story

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "services"))
import peers  # noqa: E402
import test_functions as services  # noqa: E402

DATA = os.path.join(services.DATA, "quality-control")


def begin(ui, moto, topic):
    path = ui.path("quality.asl.json")
    folder = os.path.dirname(path)
    shutil.copytree(DATA, folder, dirs_exist_ok=True)
    os.rename(os.path.join(folder, "machine.asl.json"), path)
    rows = [services.function(moto, name, TABLE="QCSummary", TOPIC_ARN=topic) for name in services.QC_FUNCTIONS]
    with open(os.path.join(folder, "quality.tasks.json"), "w", encoding="utf-8") as file:
        json.dump({"version": 1, "tasks": rows, "inputs": {"One": {"GroupID": "group1", "StreamID": "streamA"}}}, file)
    ui.set(view_mode="'diagram'")
    ui.start(path, size=(1270, 880))
    state(ui, "StartQC")


@story("six functions write a table and send a message")
def quality_control(ui):
    with peers.moto() as moto:
        services.make_table(moto)
        topic, queue = services.make_topic(moto)
        begin(ui, moto, topic)
        ui.key("ctrl+r")
        ui.find("dialog", "Run")
        ui.find("button", "Cancel")
        ui.key("ctrl+Return")
        ui.find(None, "Start Programs for This Run?")
        assert len(ui.look("label", re.compile("^runs python3 with "))) == 6
        ui.click(ui.find("button", "Allow Once"))
        ui.run_stands("Succeeded", timeout=120)
        ui.find("page tab", "Log").activate()
        log = ui.find("text", "Log of the Functions")
        ui.wait_until(lambda: "started group1 streamA" in log.text, "the log tells what the functions printed")
        items = moto.client("dynamodb").scan(TableName="QCSummary")["Items"]
        assert [item["TotalPass"] for item in items] == [{"BOOL": True}], items
        assert services.take_messages(moto, queue) == [
            {"GroupID": "group1", "StreamID": "streamA", "TotalPass": True}]


if __name__ == "__main__":
    run_stories()
