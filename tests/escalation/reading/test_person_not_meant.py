"""What sounds like asking for a human in English, and is none."""

import pytest

from escalation.reading import asks_for_person

DOES_NOT_ASK = """
How do I add a new person to my team?
add a new person to my team
how do I invite a human-readable name
Where is the agent role in settings?
the agent role in settings
What user agent header do you send?
user agent header
how do I assign a job to a different person
How do I assign a job to a different technician?
our customer support team uses Larkspur
someone changed my password
Someone from your team changed my plan last week
can someone log in from two devices?
Can someone else see my notes?
talk to the API
How does the app talk to the API?
I spoke to an agent yesterday and it was solved
I talked to someone last week about invoices
after speaking with an agent yesterday it works
no need for a human
No need to escalate, thanks
don't escalate
please don't escalate this
I don't need a human
I don't need to talk to anyone
you don't have to connect me to anybody
is this a bot?
are you a bot?
Are you a human?
are you a real person?
am I talking to a human?
Is this an AI or a person?
who am I speaking with?
manager permissions
What can the manager role do?
support plan price
How much is the premium support plan?
contact form integration
How do I embed the contact form?
SLA for representatives
the person field is required
The person field is missing in the export
How do I add a contact person to an account?
How do I transfer a job to another technician?
how do I transfer it to a different person
Can I forward a work order to a supervisor?
How do my customers talk to their technician?
customers want to chat with an agent in the portal, how do I enable it?
How can users contact support from the portal?
Can technicians call the office from the app?
I need to talk to my manager first
I will speak with my team
let me check with my colleague
I'll ask someone on my side
I want to add a person
How many people can use one account?
Which agent version do I need on the server?
The desktop agent crashes on start
install the agent on windows
Is there a limit on agents?
Is there an agent role?
What is the difference between agent and admin?
How do I set up escalation rules?
Where are escalation policies configured?
How do I escalate a job automatically?
Can you call the webhook twice?
how do I make an API call
The call to /v1/jobs fails
How do I call a customer from the app?
what number format do you support
Do you support SSO?
Which browsers are supported?
How do I export the list of representatives?
Can I get a report per person?
Please explain the operator precedence in filters
The operator dropdown in filters is empty
how do I get people to accept invites
someone is using my account
I think somebody else has logged in
How do I give someone access?
Can I give a colleague read access?
How do I remove a person from the schedule?
I need to remove an employee
I want to transfer ownership to someone else
How do I send a job to someone?
Can I send an invoice to a person without an account?
How do I notify someone when a job is late?
Can the bot assign jobs to people?
does anyone know how to export jobs?
Does anybody else have problems with the calendar?
thanks, talk to you soon
Nice talking to you
it was great to talk to a human-like bot
I'm not a robot checkbox does not appear
captcha says I am not a robot but I am stuck
the button says "Talk to an agent" but nothing happens
Where do I change the text `talk to a human`?
```talk to a human```
> I want to talk to a human
&gt; please escalate
The live chat widget does not load on our page
How do I change our live chat integration?
How do I set the customer service address on invoices?
Customer Service Manager is my job title
Our support manager left the company
How do I change the manager of a team?
What is the urgent priority?
Can you help me?
can someone help me with the export?
Can someone explain how invoices are numbered?
help
hello
thanks a lot!
The integration with HubSpot stopped working
I get error 500 when I save a person
How do I merge two people?
The sync with Outlook is broken
Can a supervisor approve time sheets?
How do engineers see their route?
Is two-factor authentication required for every person?
team calendar is empty
our team needs more seats
What does the success manager plan include?
Is the support team included in the price?
How do I let an employee view their timesheets
Can two people edit the same job?
What does the dispatcher see when someone calls?
how do I log a call with a customer
call recording does not work
How do I schedule a meeting with a client?
Someone needs access to the account
I need someone added to our account
we need another person on the plan
Can I get an agent license for free?
where do I download the agent
the monitoring agent is offline on one machine
How do I message a technician from the app?
what does the "escalate" toggle do
escalation matrix export
we hired a new manager and need to give her access
who can see my notes?
Who can edit jobs?
who can I invite as a guest?
Who do I assign the role to?
Is there a way to contact customers in bulk?
Can customers call the technician?
contact sync with Google is slow
Contacts are duplicated
is there a human readable log
Is the translation done by a human or by AI?
Does your AI feature use people's data?
the chatbot widget shows the wrong language
How can I disable the bot notifications?
Where can I see who talked to the customer
How do I talk about pricing with clients
Can I transfer my license to another person?
How to transfer data to another account
Please connect Slack to our workspace
connect my calendar to Larkspur
how can I connect to the API
get a list of people
give people access to reports
need to add staff
I need to give staff permission to export
I want my staff to see the calendar
send invoices to people automatically
Is there a person type for contractors?
how do I call the API from python
call fails with 401
webhook call returned 500 error
We need to speak the customer's language: can invoices be French?
speaker phone support in the app?
I need support for SAML
Do you support human readable IDs?
customer service module pricing
team plan vs business plan
my team can't log in
your team plan is expensive
Can I see which person closed the job?
thank you agent
one of our people can't log in
someone on our team deleted a job
is someone able to restore deleted jobs from the bin themselves?
does someone else's edit overwrite mine
Can anyone see my calendar?
my manager wants a report
my boss asked for the export
The manager can't approve
our agent says the token expired
use a different user agent string
how many agents can I add
how do I create a support ticket form
what are your support hours?
Can I change the name of the bot
how do I get people off the waitlist
Is it OK to give someone my API key?
I was on the phone with your colleague, he fixed it, thanks
your colleague said the fix is live
The representative field shows null
my rep left the company, how do I reassign his accounts
the client wants to speak French in the portal
How do we set up a call center integration?
What's the difference between a person and an organisation record?
My technician can't see his jobs
The support article about agents is outdated
How many support seats are in the plan?
Where do I find people analytics?
I want to give a person admin rights
Is human approval required for auto-invoices?
Can the system call customers automatically?
Please connect HubSpot
transfer funds to someone
Our engineers need API access
Engineers can't log in
the phone number field rejects +49
How do I change the contact number on my invoice?
Which manager gets the notification?
Let me know when the bug is fixed
Somebody deleted the template, can I restore it?
Anyone else seeing slow dashboards?
what does talk time mean in reports?
escalated jobs don't show in the filter
Need to reach 100 customers with one mail, possible?
"""


@pytest.mark.parametrize("text", DOES_NOT_ASK.strip().splitlines())
def test_this_does_not_ask_for_a_person(text: str) -> None:
    assert asks_for_person(text) is None


def test_a_raised_hand_in_a_long_message_is_decoration() -> None:
    assert asks_for_person("🙋 quick question about the way invoices are numbered") is None


def test_an_operator_in_a_long_report_is_a_symbol() -> None:
    report = "The filter on the job list shows a wrong result since the update: " + "every job appears twice, " * 5

    assert asks_for_person(report + "operator: contains") is None
