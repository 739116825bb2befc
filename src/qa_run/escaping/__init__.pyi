from qa_run.escaping.invisible import uncommanding as uncommanding, visible as visible
from qa_run.escaping.markdown import markdown_code as markdown_code, markdown_text as markdown_text
from qa_run.escaping.plain_json import json_text as json_text
from qa_run.escaping.workflow import workflow_annotations as workflow_annotations, workflow_command as workflow_command
from qa_run.escaping.xml import xml_text as xml_text
