#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Jobs that a task waits for (.sync), all that the palette has: begun, asked for, ended, given up; against a server that
plays the services. One machine runs all of them side by side, once for each end."""

import functools
import json
import re
import sys
import threading
import urllib.parse
from dataclasses import dataclass, field

import peers
import runs
import tap
import wires

ARN = "arn:aws:states:::"


@dataclass
class Job:
    """One integration. A request is called by its X-Amz-Target, or by service, method and path; what it has to say is
    in it with other things. DESCRIBED is what the service tells of a job whose status is "?", TOLD what a task makes of
    that; GIVES what it gives where that is something else, MISSING how a deleted thing is told of."""
    action: str
    parameters: dict
    begin: str
    sent: dict
    begun: dict
    describe: str
    asked: dict
    described: dict
    told: dict
    running: str
    done: str
    failed: str
    stop: str = None
    stopped: dict = field(default_factory=dict)
    around: str = None
    gives: dict = None
    missing: bool = False

    def with_status(self, template, status):
        return json.loads(json.dumps(template).replace('"?"', json.dumps(status)))


def json_job(action, target, **rows):
    """Of a service that speaks JSON: its requests by their operations alone."""
    for name in ("begin", "describe", "stop"):
        if rows.get(name):
            rows[name] = f"{target}.{rows[name]}"
    return Job(action, **rows)


def sagemaker(kind, running="InProgress"):
    name = f"{kind}JobName"
    return json_job(f"sagemaker:create{kind}Job", "SageMaker", parameters={name: kind}, begin=f"Create{kind}Job",
                    sent={name: kind}, begun={f"{kind}JobArn": "arn:" + kind}, describe=f"Describe{kind}Job",
                    asked={name: kind}, described={name: kind, f"{kind}JobStatus": "?", "CreationTime": 1700000000.5},
                    told={name: kind, f"{kind}JobStatus": "?", "CreationTime": "2023-11-14T22:13:20.500Z"},
                    running=running, done="Completed", failed="Failed", stop=f"Stop{kind}Job", stopped={name: kind})


def eks(kind, path, wire, name, parameters, failed):
    """What belongs to EKS, made and deleted."""
    told = {kind: {f"{name}Name" if name else "Name": "a" + kind, "Status": "?", "CreatedAt": "2023-11-14T22:13:20Z"}}
    described = {wire: {f"{wire}Name" if name else "name": "a" + kind, "status": "?", "createdAt": 1700000000}}
    shared = {"described": described, "told": told[kind]}
    own = f"{path}/a{kind}"
    return [
        Job(f"eks:create{kind}", parameters, f"eks POST {path}", {}, dict(described), f"eks GET {own}", {}, running="CREATING",
            done="ACTIVE", failed=failed, around=kind, **shared),
        Job(f"eks:delete{kind}", {key: value.replace("a" + kind, "b" + kind) for key, value in parameters.items()},
            f"eks DELETE {path}/b{kind}", {}, {wire: {"status": "DELETING"}}, f"eks GET {path}/b{kind}", {},
            running="DELETING", done="", failed="FAILED" if kind == "Cluster" else "DELETE_FAILED", missing=True,
            gives={kind: {"Status": "DELETING"}}, **shared),
    ]


def application(action, method, path, parameters, begun, done, running, failed="TERMINATED", **more):
    own = parameters.get("ApplicationId") or begun.get("applicationId")
    return Job(f"emr-serverless:{action}", parameters, f"emr-serverless {method} {path}", {}, begun,
               f"emr-serverless GET /applications/{own}", {}, {"application": {"applicationId": own, "state": "?"}},
               {"ApplicationId": own, "State": "?"}, running=running, done=done, failed=failed,
               gives={name[0].upper() + name[1:]: value for name, value in begun.items()}, **more)


EMR, ECS, BUILD = "ElasticMapReduce", "AmazonEC2ContainerServiceV20141113", "CodeBuild_20161006"
ATHENA = {"QueryExecutionId": "q-1"}


def emr_cluster(action, begin, parameters, sent, begun, cluster, done, failed, running, gives):
    return json_job(f"elasticmapreduce:{action}", EMR, parameters=parameters, begin=begin, sent=sent, begun=begun,
                    describe="DescribeCluster", asked={"ClusterId": cluster},
                    described={"Cluster": {"Id": cluster, "Status": {"State": "?"}}},
                    told={"Id": cluster, "Status": {"State": "?"}}, running=running, done=done, failed=failed, gives=gives)


def batch_of_builds(action, identifier):
    return json_job(f"codebuild:{action}", BUILD, parameters={"ProjectName" if "start" in action else "Id": identifier},
                    begin=action[0].upper() + action[1:], sent={"projectName" if "start" in action else "id": identifier},
                    begun={"buildBatch": {"id": identifier + ":1"}}, describe="BatchGetBuildBatches",
                    asked={"ids": [identifier + ":1"]},
                    described={"buildBatches": [{"id": identifier + ":1", "buildBatchStatus": "?"}]},
                    told={"Id": identifier + ":1", "BuildBatchStatus": "?"}, running="IN_PROGRESS", done="SUCCEEDED",
                    failed="FAULT", stop="StopBuildBatch", stopped={"id": identifier + ":1"}, around="BuildBatch")


JOBS = [
    Job("batch:submitJob", {"JobName": "n", "JobQueue": "q", "JobDefinition": "d"}, "batch POST /v1/submitjob",
        {"jobName": "n"}, {"jobId": "j-1", "jobName": "n"}, "batch POST /v1/describejobs", {"jobs": ["j-1"]},
        {"jobs": [{"jobId": "j-1", "status": "?", "startedAt": 1700000000123}]},
        {"JobId": "j-1", "Status": "?", "StartedAt": 1700000000123}, "RUNNING", "SUCCEEDED", "FAILED",
        "batch POST /v1/terminatejob", {"jobId": "j-1", "reason": "The execution that waits for it was stopped"}),
    json_job("glue:startJobRun", "AWSGlue", parameters={"JobName": "n"}, begin="StartJobRun", sent={"JobName": "n"},
             begun={"JobRunId": "jr"}, describe="GetJobRun", asked={"JobName": "n", "RunId": "jr"},
             described={"JobRun": {"Id": "jr", "JobRunState": "?", "StartedOn": 1700000000}},
             told={"Id": "jr", "JobRunState": "?", "StartedOn": "2023-11-14T22:13:20Z"}, running="RUNNING",
             done="SUCCEEDED", failed="TIMEOUT", stop="BatchStopJobRun", stopped={"JobName": "n", "JobRunIds": ["jr"]}),
    json_job("athena:startQueryExecution", "AmazonAthena", parameters={"QueryString": "SELECT 1"},
             begin="StartQueryExecution", sent={"QueryString": "SELECT 1"}, begun=ATHENA, describe="GetQueryExecution",
             asked=ATHENA, described={"QueryExecution": dict(ATHENA, Status={"State": "?"})},
             told=dict(ATHENA, Status={"State": "?"}), running="QUEUED", done="SUCCEEDED", failed="CANCELLED",
             stop="StopQueryExecution", stopped=ATHENA, around="QueryExecution"),
    json_job("codebuild:startBuild", BUILD, parameters={"ProjectName": "p"}, begin="StartBuild", sent={"projectName": "p"},
             begun={"build": {"id": "p:1"}}, describe="BatchGetBuilds", asked={"ids": ["p:1"]},
             described={"builds": [{"id": "p:1", "buildStatus": "?"}]}, told={"Id": "p:1", "BuildStatus": "?"},
             running="IN_PROGRESS", done="SUCCEEDED", failed="STOPPED", stop="StopBuild", stopped={"id": "p:1"},
             around="Build"),
    batch_of_builds("startBuildBatch", "s"),
    batch_of_builds("retryBuildBatch", "r"),
    json_job("ecs:runTask", ECS, parameters={"TaskDefinition": "d", "Cluster": "c"}, begin="RunTask",
             sent={"taskDefinition": "d", "cluster": "c"}, begun={"tasks": [{"taskArn": "t-1"}]}, describe="DescribeTasks",
             asked={"tasks": ["t-1"], "cluster": "c"},
             described={"tasks": [{"taskArn": "t-1", "lastStatus": "?", "containers": [{"exitCode": 0}]}]},
             told={"TaskArn": "t-1", "LastStatus": "?", "Containers": [{"ExitCode": 0}]}, running="PENDING",
             done="STOPPED", failed=None, stop="StopTask", stopped={"task": "t-1", "cluster": "c"}),
    Job("databrew:startJobRun", {"Name": "n"}, "databrew POST /jobs/n/startJobRun", {}, {"RunId": "r"},
        "databrew GET /jobs/n/jobRun/r", {}, {"JobName": "n", "RunId": "r", "State": "?"},
        {"JobName": "n", "RunId": "r", "State": "?"}, "RUNNING", "SUCCEEDED", "TIMEOUT",
        "databrew POST /jobs/n/jobRun/r/stopJobRun"),
    Job("mediaconvert:createJob", {"Role": "r", "Settings": {}}, "mediaconvert POST /2017-08-29/jobs", {"role": "r"},
        {"job": {"id": "m-1"}}, "mediaconvert GET /2017-08-29/jobs/m-1", {}, {"job": {"id": "m-1", "status": "?"}},
        {"Id": "m-1", "Status": "?"}, "PROGRESSING", "COMPLETE", "ERROR", "mediaconvert DELETE /2017-08-29/jobs/m-1",
        around="Job"),
    Job("bedrock:createModelCustomizationJob", {"JobName": "n"}, "bedrock POST /model-customization-jobs", {"jobName": "n"},
        {"jobArn": "arn:b"}, "bedrock GET /model-customization-jobs/arn:b", {}, {"jobArn": "arn:b", "status": "?"},
        {"JobArn": "arn:b", "Status": "?"}, "InProgress", "Completed", "Stopped",
        "bedrock POST /model-customization-jobs/arn:b/stop"),
    *map(sagemaker, ["Training", "Transform", "Processing", "HyperParameterTuning"]),
    sagemaker("Labeling", "Initializing"),
    *eks("Cluster", "/clusters", "cluster", "", {"Name": "aCluster"}, "FAILED"),
    *eks("Nodegroup", "/clusters/c/node-groups", "nodegroup", "Nodegroup",
         {"ClusterName": "c", "NodegroupName": "aNodegroup"}, "CREATE_FAILED"),
    *eks("FargateProfile", "/clusters/c/fargate-profiles", "fargateProfile", "FargateProfile",
         {"ClusterName": "c", "FargateProfileName": "aFargateProfile"}, "CREATE_FAILED"),
    emr_cluster("createCluster", "RunJobFlow", {"Name": "n", "Instances": {}}, {"Name": "n"},
                {"JobFlowId": "j-NEW", "ClusterArn": "arn:c"}, "j-NEW", "WAITING", "TERMINATED_WITH_ERRORS",
                "BOOTSTRAPPING", {"ClusterId": "j-NEW", "ClusterArn": "arn:c"}),
    emr_cluster("terminateCluster", "TerminateJobFlows", {"ClusterId": "j-OLD"}, {"JobFlowIds": ["j-OLD"]}, {}, "j-OLD",
                "TERMINATED", None, "TERMINATING", {}),
    json_job("elasticmapreduce:addStep", EMR, parameters={"ClusterId": "j-1", "Step": {"Name": "s"}},
             begin="AddJobFlowSteps", sent={"JobFlowId": "j-1", "Steps": [{"Name": "s"}]}, begun={"StepIds": ["s-1"]},
             describe="DescribeStep", asked={"ClusterId": "j-1", "StepId": "s-1"},
             described={"Step": {"Id": "s-1", "Status": {"State": "?"}}}, told={"Id": "s-1", "Status": {"State": "?"}},
             running="PENDING", done="COMPLETED", failed="INTERRUPTED", stop="CancelSteps",
             stopped={"ClusterId": "j-1", "StepIds": ["s-1"]}, gives={"StepId": "s-1"}),
    Job("emr-containers:startJobRun", {"VirtualClusterId": "v"}, "emr-containers POST /virtualclusters/v/jobruns", {},
        {"id": "k-1", "virtualClusterId": "v"}, "emr-containers GET /virtualclusters/v/jobruns/k-1", {},
        {"jobRun": {"id": "k-1", "state": "?", "createdAt": "2023-11-14T22:13:20Z"}},
        {"Id": "k-1", "State": "?", "CreatedAt": "2023-11-14T22:13:20Z"}, "SUBMITTED", "COMPLETED", "CANCELLED",
        "emr-containers DELETE /virtualclusters/v/jobruns/k-1", around="JobRun"),
    Job("emr-containers:deleteVirtualCluster", {"Id": "v-2"}, "emr-containers DELETE /virtualclusters/v-2", {},
        {"id": "v-2"}, "emr-containers GET /virtualclusters/v-2", {}, {"virtualCluster": {"id": "v-2", "state": "?"}},
        {"Id": "v-2", "State": "?"}, "TERMINATING", "TERMINATED", "ARRESTED", gives={"Id": "v-2"}),
    Job("emr-serverless:startJobRun", {"ApplicationId": "a1"}, "emr-serverless POST /applications/a1/jobruns", {},
        {"applicationId": "a1", "jobRunId": "r1"}, "emr-serverless GET /applications/a1/jobruns/r1", {},
        {"jobRun": {"jobRunId": "r1", "state": "?"}}, {"JobRunId": "r1", "State": "?"}, "SCHEDULED", "SUCCESS", "FAILED",
        "emr-serverless DELETE /applications/a1/jobruns/r1", gives={"ApplicationId": "a1", "JobRunId": "r1"}),
    Job("emr-serverless:cancelJobRun", {"ApplicationId": "a2", "JobRunId": "r2"},
        "emr-serverless DELETE /applications/a2/jobruns/r2", {}, {"applicationId": "a2", "jobRunId": "r2"},
        "emr-serverless GET /applications/a2/jobruns/r2", {}, {"jobRun": {"jobRunId": "r2", "state": "?"}},
        {"JobRunId": "r2", "State": "?"}, "CANCELLING", "CANCELLED", "SUCCESS",
        gives={"ApplicationId": "a2", "JobRunId": "r2"}),
    application("createApplication", "POST", "/applications", {"ReleaseLabel": "emr-7.5.0", "Type": "SPARK"},
                {"applicationId": "a3", "name": "x"}, "CREATED", "CREATING"),
    application("startApplication", "POST", "/applications/a4/start", {"ApplicationId": "a4"}, {}, "STARTED", "STARTING"),
    application("stopApplication", "POST", "/applications/a5/stop", {"ApplicationId": "a5"}, {}, "STOPPED", "STOPPING"),
    application("deleteApplication", "DELETE", "/applications/a6", {"ApplicationId": "a6"}, {}, "TERMINATED", "STOPPED",
                failed=None, missing=True),
]


def name_of(request):
    """ "SageMaker.CreateTrainingJob", "eks GET /clusters/c" """
    if "x-amz-target" in request.headers:
        return request.headers["x-amz-target"]
    scope = re.search(r"/([a-z-]+)/aws4_request", request.headers["authorization"]).group(1)
    path = urllib.parse.unquote(request.path.partition("?")[0]).rstrip("/")
    return f"{scope} {request.method} {path}"


def holds(body, wanted):
    return all(body.get(name) == value for name, value in wanted.items())


class Services:
    """The services; END: "done", "failed", or None: jobs do not end."""

    def __init__(self, end, hold=None):
        self.end = end
        self.hold = hold  # an event that answers to what begins a job wait for
        self.asked = set()
        self.stopped = set()
        self.strange = []

    def find(self, name, body):
        for job in JOBS:
            for part, wanted in (("begin", job.sent), ("describe", job.asked), ("stop", job.stopped)):
                if getattr(job, part) == name and holds(body, wanted):
                    yield job, part

    def answer(self, connection, request):
        name, body = name_of(request), json.loads(request.body or b"{}")
        status, told = 404, {"__type": "UnknownOperationException", "message": name}
        found = dict((part, job) for job, part in self.find(name, body))
        if not found:
            self.strange.append(f"{name} {body}")
        elif "begin" in found:
            if self.hold:
                self.hold.wait(runs.PATIENCE)
            status, told = 200, found["begin"].begun
        elif "stop" in found:
            self.stopped.add(found["stop"].action)
            status, told = 200, {}
        else:
            status, told = self.describe(found["describe"])
        connection.sendall(wires.plain(status, json.dumps(told), {"Content-Type": "application/json"}))

    def describe(self, job):
        """The first time a job is on its way whatever comes of it."""
        first = job.action not in self.asked
        self.asked.add(job.action)
        if first or self.end is None:
            return 200, job.with_status(job.described, job.running)
        if self.end == "done" and job.missing:
            return 404, {"__type": "ResourceNotFoundException", "message": "it is gone"}
        return 200, job.with_status(job.described, getattr(job, self.end) or job.done)


def branch(job, limit):
    return {"StartAt": job.action, "States": {
        job.action: {"Type": "Task", "Resource": f"{ARN}{job.action}.sync", "Parameters": job.parameters,
                     "TimeoutSeconds": limit, "End": True, "Catch": [{"ErrorEquals": ["States.ALL"], "Next": job.action + "!"}]},
        job.action + "!": {"Type": "Pass", "End": True}}}


@functools.cache
def run_all(end):
    """What came of all jobs, and the services that they ran in. Only jobs that do not end are given up."""
    services = Services(end)
    machine = {"StartAt": "All", "States": {"All": {
        "Type": "Parallel", "End": True, "Branches": [branch(job, 2 if end is None else 100) for job in JOBS]}}}
    with wires.Server(services.answer) as server:
        result = runs.run(machine, [{"resource": "*", "use": "aws", "endpoint": server.url, "region": peers.REGION}])
    return result, services


def output_of(end, job):
    result, services = run_all(end)
    if result["status"] != "SUCCEEDED":
        raise AssertionError(f"{result['status']}: {result.get('error')}: {result.get('cause')} {result['said']}")
    if services.strange:
        raise AssertionError(f"unknown requests came: {services.strange}")
    return result["output"][JOBS.index(job)]


def ends_well(job):
    wanted = job.gives
    if wanted is None:
        wanted = job.with_status(job.told, job.done)
        wanted = {job.around: wanted} if job.around else wanted
    found = output_of("done", job)
    if found != wanted:
        yield f"the output is {found}, not {wanted}"


def fails(job):
    found = output_of("failed", job)
    if found.get("Error") != "States.TaskFailed":
        yield f"the output is {found}"
    elif json.loads(found["Cause"]) != job.with_status(job.told, job.failed):
        yield f"the cause is {found['Cause']}"


def is_stopped(job):
    found = output_of(None, job)
    if found.get("Error") != "States.Timeout":
        yield f"the output is {found}"
    if (job.action in run_all(None)[1].stopped) != (job.stop is not None):
        yield f"it was {'not ' if job.stop else ''}told to stop"


@functools.cache
def run_late():
    """The services of jobs that are begun, but whose requests are answered only when their states are given up."""
    hold = threading.Event()
    services = Services(None, hold)
    machine = {"StartAt": "All", "States": {
        "All": {"Type": "Parallel", "Next": "Answer", "Branches": [branch(job, 2) for job in JOBS if job.stop]},
        "Answer": {"Type": "Task", "Resource": ARN + "aws-sdk:athena:listWorkGroups", "Parameters": {}, "End": True}}}

    def answer(connection, request):
        if name_of(request) == "AmazonAthena.ListWorkGroups":
            hold.set()
            connection.sendall(wires.plain(200, "{}"))
        else:
            services.answer(connection, request)

    with wires.Server(answer) as server:
        result = runs.run(machine, [{"resource": "*", "use": "aws", "endpoint": server.url, "region": peers.REGION}])
    return result, services


def is_stopped_late(job):
    result, services = run_late()
    yield from runs.expect(result, status="SUCCEEDED")
    if job.action not in services.stopped:
        yield "it was not told to stop"


def single(job, described=None, begun=None, cause=None, answers=None):
    """A job by itself, with other answers: it fails, and says why."""
    def answer(connection, request):
        if name_of(request) == job.begin:
            connection.sendall(wires.plain(200, json.dumps(begun or job.begun)))
        elif answers:
            answers.pop(0)(connection, request)
        else:
            connection.sendall(wires.plain(200, json.dumps(described)))

    with wires.Server(answer) as server:
        machine = runs.task(f"{ARN}{job.action}.sync", job.parameters)
        result = runs.run(machine, [{"resource": "*", "use": "aws", "endpoint": server.url, "region": peers.REGION}])
    if cause is None:
        yield from runs.expect(result, status="SUCCEEDED")
    else:
        yield from runs.expect(result, status="FAILED", error="States.TaskFailed")
        if not re.search(cause, result.get("cause") or ""):
            yield f"the cause is {result.get('cause')}, not {cause}"


def of(action):
    return next(job for job in JOBS if job.action == action)


TASK = {"taskArn": "t-1", "lastStatus": "STOPPED"}
SINGLES = [
    ("ecs: a container that ended with something else than 0", functools.partial(
        single, of("ecs:runTask"), {"tasks": [dict(TASK, containers=[{"exitCode": 0}, {"exitCode": 3}])]},
        cause='"ExitCode":3')),
    ("ecs: a container that never began", functools.partial(
        single, of("ecs:runTask"), {"tasks": [dict(TASK, stopCode="TaskFailedToStart", containers=[{}])]},
        cause="TaskFailedToStart")),
    ("ecs: nothing was begun", functools.partial(
        single, of("ecs:runTask"), begun={"tasks": [], "failures": [{"reason": "RESOURCE:MEMORY"}]}, cause="RESOURCE:MEMORY")),
    ("codebuild: a build that nobody knows of", functools.partial(
        single, of("codebuild:startBuild"), answers=[wires.said({"builds": [], "buildsNotFound": ["p:1"]})] * 3
        + [wires.said({"builds": [{"id": "p:1", "buildStatus": "SUCCEEDED"}]})])),
    ("glue: a question that is not answered is asked again", functools.partial(
        single, of("glue:startJobRun"),
        answers=[wires.reset, wires.said({"JobRun": {"Id": "jr", "JobRunState": "SUCCEEDED"}})])),
]


def wrapped(action, parameters, answers, output, sent):
    """Actions of EMR's integration that its API does not have."""
    with wires.Server(wires.in_turn(*answers)) as server:
        result = runs.run(runs.task(f"{ARN}elasticmapreduce:{action}", parameters),
                          [{"resource": "*", "use": "aws", "endpoint": server.url, "region": peers.REGION}])
        if isinstance(output, str):
            yield from runs.expect(result, status="FAILED", error=output)
        else:
            yield from runs.expect(result, status="SUCCEEDED")
            found = {name: value for name, value in result.get("output", {}).items() if not name.startswith("Sdk")}
            if found != output:
                yield f"the output is {found}"
        came = [(name_of(one).partition(".")[2], json.loads(one.body)) for one in server.requests]
        if came != sent:
            yield f"{came} came"


FLEETS = [wires.said({"InstanceFleets": [{"Id": "if-1", "Name": "other"}], "Marker": "m"}),
          wires.said({"InstanceFleets": [{"Id": "if-2", "Name": "core"}]}), wires.said({})]
WRAPPED = [
    ("cancelStep", {"ClusterId": "j", "StepId": "s"}, [wires.said({"CancelStepsInfoList": [{"StepId": "s", "Status": "SUBMITTED"}]})],
     {"CancelStepsInfo": {"StepId": "s", "Status": "SUBMITTED"}}, [("CancelSteps", {"ClusterId": "j", "StepIds": ["s"]})]),
    ("setClusterTerminationProtection", {"ClusterId": "j", "TerminationProtected": True}, [wires.said({})], {},
     [("SetTerminationProtection", {"JobFlowIds": ["j"], "TerminationProtected": True})]),
    ("modifyInstanceFleetByName",
     {"ClusterId": "j", "InstanceFleetName": "core", "InstanceFleet": {"TargetOnDemandCapacity": 8}}, FLEETS, {},
     [("ListInstanceFleets", {"ClusterId": "j"}), ("ListInstanceFleets", {"ClusterId": "j", "Marker": "m"}),
      ("ModifyInstanceFleet", {"ClusterId": "j", "InstanceFleet": {"TargetOnDemandCapacity": 8, "InstanceFleetId": "if-2"}})]),
    ("modifyInstanceGroupByName", {"clusterId": "j", "instanceGroupName": "g", "instanceGroup": {"instanceCount": 8}},
     [wires.said({"InstanceGroups": [{"Id": "ig-1", "Name": "g"}]}), wires.said({})], {},
     [("ListInstanceGroups", {"ClusterId": "j"}),
      ("ModifyInstanceGroups", {"ClusterId": "j", "InstanceGroups": [{"InstanceCount": 8, "InstanceGroupId": "ig-1"}]})]),
    ("modifyInstanceGroupByName", {"ClusterId": "j", "InstanceGroupName": "none", "InstanceGroup": {}},
     [wires.said({"InstanceGroups": []})], "ElasticMapReduce.AmazonElasticMapReduceException",
     [("ListInstanceGroups", {"ClusterId": "j"})]),
    ("addStep", {"ClusterId": "gone", "Step": {}},
     [wires.said({"__type": "InvalidRequestException", "message": "no such cluster"}, 400)],
     "ElasticMapReduce.InvalidRequestException", [("AddJobFlowSteps", {"JobFlowId": "gone", "Steps": [{}]})]),
]


def main():
    cases = [(f"{job.action} gives what became of it", functools.partial(ends_well, job)) for job in JOBS]
    cases += [(f"{job.action} that fails fails its task", functools.partial(fails, job)) for job in JOBS if job.failed]
    cases += [(f"{job.action} {'is ended' if job.stop else 'goes on'} where its state is given up",
               functools.partial(is_stopped, job)) for job in JOBS]
    cases += [(f"{job.action} is ended, too, where that is given up before it is answered",
               functools.partial(is_stopped_late, job)) for job in JOBS if job.stop]
    cases += SINGLES
    cases += [(f"elasticmapreduce:{row[0]} is {row[4][-1][0]}" + (f", or {row[3]}" if isinstance(row[3], str) else ""),
               functools.partial(wrapped, *row)) for row in WRAPPED]
    return tap.run(cases)


if __name__ == "__main__":
    sys.exit(main())
