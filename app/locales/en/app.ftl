### Every text of the interface, in plain English: short sentences, one idea each, no idioms.
### Keys are checked when `app` compiles.

## Everywhere

site-description = Upright trains civil-society organisations to use the Universal Periodic Review of the United Nations.
page-title = { $title } · Upright
skip-to-content = Skip to the content
demo-strip = Demonstration: invented people, nothing kept.
footer-text = Upright: from the first lesson to a recommendation made in Geneva.
optional = You can leave this empty.
choose = Choose…
cancel = Cancel
download-csv = Download as a table (CSV)
not-confirmed = not confirmed
name = Name
email = E-mail address
organisation = Organisation
number = { $n }
percent = { $n } %
minutes = { $n ->
    [one] { $n } minute
   *[other] { $n } minutes
}

## Navigation

nav-main = Main
nav-crumbs = You are here
nav-front = To the first page
nav-home = Home
nav-modules = Modules
nav-workshops = Workshops
nav-check-in = Check in
nav-calendar = Calendar
nav-teach = Teach
nav-admin = Administration
nav-impact = Impact
nav-privacy = Privacy
nav-glossary = Glossary
nav-sign-in = Sign in
sign-out = Sign out

## Dates and times

month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
weekday-1 = Monday
weekday-2 = Tuesday
weekday-3 = Wednesday
weekday-4 = Thursday
weekday-5 = Friday
weekday-6 = Saturday
weekday-7 = Sunday
date = { $day } { $month } { $year }
day-and-time = { $weekday }, { $date }, { $time }
time-range = { $range } ({ $zone })
time-range-geneva = { $range } ({ $zone }), { $geneva } in Geneva

## Roles

role-participant = Participant
role-focal-point = Focal point
role-trainer = Trainer
role-administrator = Administrator

## What is wrong with a field

form-has-errors = { $n ->
    [one] One field needs your attention. What you typed is still here.
   *[other] { $n } fields need your attention. What you typed is still here.
}
form-has-problems = { $n ->
    [one] One problem was found. Nothing was taken in.
   *[other] { $n } problems were found. Nothing was taken in.
}
error-empty = Please fill this in.
error-too-long = This is too long. Please use at most { $max } characters.
error-too-short = This is too short. Please use at least { $min } characters.
error-markup = Please leave out the signs < and >.
error-control = This holds invisible control characters. Please type it again instead of pasting it.
error-direction = This holds invisible characters that change the direction of text. Please type it again instead of pasting it.
error-email = This is not an e-mail address. It looks like name@example.org.
error-number = Please enter a whole number from { $min } to { $max }.
error-date = This date does not exist. Please enter it as year-month-day, for example 2027-01-31.
error-time = This time does not exist. Please enter it as 09:30.
error-end-before-start = The end must be after the start.
error-choice = Please choose one from the list.
error-taken = This is already taken. Please choose another, or sign in if it is yours.
error-mismatch = E-mail address and password do not fit. Please check both.
error-not-number = Please write a number, for example 12 or 3.5.
error-same-place = Two lines have the same place. Please give each line a place of its own.
error-guessable = This is too easy to guess. Please choose another.

## Why a form was not taken

problem-title = This did not work
problem-handed-in = These answers were handed in already. Here is the result.
problem-time-up = The time is up. What you had saved was handed in.
problem-no-attempt-left = You have used all your tries.
problem-wait-first = Please wait a little before the next try, and read the lessons again.
problem-quiz-closed = This quiz is closed.
problem-too-few-questions = This quiz cannot be put together: it asks for more questions than there are. Please tell a trainer.
problem-draft-changed = Somebody else changed this text meanwhile. Nothing of theirs was overwritten. Copy what you need from yours, then open the page again.
problem-workshop-full = This workshop is full. Please ask the trainer, or choose another workshop.
problem-workshop-over = This workshop is over. Please choose another one.
problem-meeting-closed = This meeting is closed. You can still correct the marks of people.
problem-not-registered = This person has no place in the workshop. Register them on the roster first.
problem-already-member = You belong to this organisation already. There is nothing more to do.
problem-invitation-expired = This invitation has expired. Please ask the person who sent it for a new one.
problem-invitation-revoked = This invitation was taken back. Please ask the person who sent it.
problem-invitation-used-up = This invitation has been used already. If it was you, sign in. If not, ask the person who sent it for a new one.
problem-code-not-a-code = A code has six digits. Please look at the screen and type them again.
problem-code-wrong = No open meeting has this code. Please look at the screen and type the code that is there now.
problem-code-old = This code is too old. The code changes every 15 seconds: please type the one on the screen now.
problem-code-not-open = Check-in is not open at the moment. Please tell the trainer that you are here.
problem-code-meeting-closed = This meeting is closed. If you were there, the trainer can still correct your mark.
problem-code-not-registered = You have no place in this workshop yet. If you are in the room, take one below, or ask the trainer.
problem-too-many-codes = That were many wrong codes. Please wait a minute, or ask the trainer to mark you as present.
problem-too-many = That were many tries. Please wait a minute and try again.

## What went wrong with a page

not-found-title = This page does not exist
not-found-text = Perhaps the address has a mistake, or the page is for other people only.
forbidden-title = This is not for you to change
forbidden-text = You may see this, but only its trainer or an administrator may work here.
internal-title = Something went wrong on our side
internal-text = Please try again. If it happens again, tell an administrator this reference: { $reference }

## Good news

notice-welcome = Welcome. Your account is ready.
notice-joined = You are now a member of the organisation.
notice-signed-out = You are signed out.
notice-signed-out-everywhere = You are signed out on every device.
notice-organisation-created = The organisation is there. Now invite its people.
notice-invitation-made = The invitation is ready. Copy the link now: it is shown only this once.
notice-invitation-revoked = The invitation was taken back. Its link no longer works.
notice-lesson-done = Done. Here is what comes next.
notice-registered = You have a place. You find the meetings below.
notice-withdrawn = You gave your place back.
notice-person-registered = The person has a place now.
notice-workshop-planned = The workshop is planned. People can register now.
notice-checked-in = You are checked in: { $title }. You can put your phone away.
notice-checked-in-again = You were checked in already: { $title }. Once is enough.
notice-mark-saved = The mark is corrected.
notice-meeting-closed = The meeting is closed. Whoever was not seen is marked absent.
notice-history-added = The count is entered.
notice-history-withdrawn = The count was taken back. It stays on record.
notice-note-saved = Your note is saved. Only you see it.
notice-reminders-on = Questions you got wrong will come back after 2, 7 and 21 days.
notice-reminders-off = Reminders are switched off.
notice-answer-graded = The answer is graded, and its writer is told.
notice-extra-time-given = The extra time is set. It counts from the next attempt.
notice-corrected = { $n ->
    [0] The correction is made. No result changed.
    [one] The correction is made. One result changed, and its owner is told.
   *[other] The correction is made. { $n } results changed, and their owners are told.
}
notice-draft-saved = The draft is saved.
notice-draft-handed-in = The draft waits for a second person now.
notice-draft-returned = The draft went back to its writer with your note.
notice-draft-discarded = The draft was thrown away.
notice-published = { $n ->
    [0] Nothing was published: what waits is your own. A second person must look at it.
    [one] Published. It is in force now.
   *[other] { $n } drafts are published and in force now.
}
notice-restored = The old version is the draft now. Hand it in to bring it back.
notice-retired = It was taken out. What people did and answered stays.
notice-questions-imported = { $n ->
    [one] One question was brought in. It waits for a second person below.
   *[other] { $n } questions were brought in. They wait for a second person below.
}
notice-image-saved = The image is there: { $name }

## First page

front-title = Your voice in the UN's review of your country
front-lead = Every State's human rights record is reviewed by the other States about every five years: the Universal Periodic Review (UPR). Organisations like yours can influence it, if they know how and are on time. Upright shows you how, step by step.
front-see-modules = See the modules
front-go-home = Go on where you stopped
front-figures-title = What our network has done so far
front-deadline-title = Next deadline for written submissions
front-calendar-link = See the calendar of all States
front-modules-lead = Short modules at your own pace. They work on a phone with a slow link.
deadline-ahead = { $n ->
    [0] Today, { $date }, 23:59 in Geneva
    [one] Tomorrow, { $date }, 23:59 in Geneva
   *[other] { $date }, in { $n } days
}
deadline-states = For: { $states }
deadline-none = No coming deadline is confirmed at the moment
deadline-last-known = The last known one was { $date }, for session { $session }. Check the website of OHCHR for news.

## Home

home-title = Hello,
home-next-title = Your next step
home-next-lesson = Read: { $title }
home-next-quiz = Take the quiz: { $title }
home-next-run = Open the workshop
home-next-check-in = Enter the check-in code
home-trained = You are trained { $path } since { $date }.
home-progress-title = Your progress
home-resume = Go on where you stopped
home-review-title = Do you still know it?
home-review-text = Three questions you got wrong some days ago. It takes two minutes.
home-review-off = Switch these reminders off
told-result-changed = A question in “{ $title }” was corrected. Your result changed from { $before } to { $after }.
told-answer-graded = Your open answer in “{ $title }” was graded.
told-draft-returned = Your draft “{ $title }” came back with a note.
told-put-away = I have read this
home-organisation-link = See your organisation

## Impact

impact-title = Impact
impact-lead = Three figures, counted the same way everywhere in Upright.
impact-how-title = How we count
impact-how-once = A person counts once, however often and by whichever path they were trained, and in how many organisations.
impact-how-rule = A person is trained when they attended at least 80 % of a workshop, or completed every required module and passed its quiz.
impact-how-historic = Figures from before Upright have no names behind them. They are kept as dated counts with a source, and are shown as such.
figure-individuals = { $n ->
    [one] individual trained
   *[other] individuals trained
}
figure-submissions = { $n ->
    [one] member with a written submission
   *[other] members with written submissions
}
figure-statements = { $n ->
    [one] joint statement
   *[other] joint statements
}
figure-all-counted = counted by name
figure-all-historic = from before Upright
figure-part-historic = { $n } of them from before Upright
measure-individuals = Individuals trained
measure-submissions = Members with written submissions
measure-statements = Joint statements

## Calendar

calendar-ahead-title = Now and next
calendar-past-title = Past sessions
calendar-state = State
calendar-deadline = Deadline for submissions
calendar-adoption = Adopted at
calendar-certainty = State and session
session-title = Session { $number }
session-dates = { $from } to { $until }
confidence-high = confirmed
confidence-medium = likely
confidence-low = not confirmed

## Signing in

sign-in-title = Sign in
sign-in-button = Sign in
sign-in-no-account = No account yet? You get one by an invitation link. Ask your organisation or the network for it.
password = Password
new-password = Choose a password
password-hint = At least { $min } characters. A few words you remember are better than signs you forget.
demo-accounts-title = Accounts of the demonstration
demo-accounts-text = Press one to sign in. The password of all is

## Invitations

join-title = You are invited
join-lead-organisation = Join { $organisation } as: { $role }
join-lead-network = Join the network as: { $role }
name-hint = What people should call you. It can be an alias.
email-hint = You sign in with it. Only administrators see it.
join-button = Make my account
join-button-signed-in = Join with this account
join-signed-in-as = You are signed in as
join-other-account = That is not me: sign out
join-has-account = You have an account already?
invite-title = Invite people
invite-lead = Make a link and send it to people you know. Whoever opens it makes an account and belongs to this organisation.
invite-role = They join as
invite-max-uses = For how many people
invite-max-uses-hint = 1 for a single person, more for a group
invite-days = For how many days
invite-days-hint = At most 90
invite-button = Make the link
invite-staff-title = Invite a trainer or administrator
invitation-link = Invitation link
invitations-title = Invitations so far
invitation-uses = used { $uses ->
    [one] once
   *[other] { $uses } times
}
invitation-uses-of = used { $uses } of { $max ->
    [one] { $max } time
   *[other] { $max } times
}
invitation-until = until { $date }
invitation-revoke = Take back
invitation-expired-tag = expired
invitation-revoked-tag = taken back
invitation-used-up-tag = used up

## One's own account

me-title = Your account
me-records-title = Your trainings
me-records-none = None yet. Complete the modules, or attend a workshop.
me-record = Trained { $path }, { $date }
me-sessions-title = On other devices
me-sessions-text = Did you lose a phone, or use a computer that is not yours? Sign out everywhere. You then sign in again here.
me-sessions-button = Sign out everywhere
path-workshop = by a workshop
path-self-study = by self-study
path-import = before Upright

## Privacy

privacy-title = Privacy
privacy-lead = Some of us are at risk for what we do. So we ask for little, keep little and load nothing from other sites.
privacy-kept-title = What we keep
privacy-kept-account = The name you choose (an alias is fine), your e-mail address, and your password in a form that cannot be read back.
privacy-kept-learning = Which lessons you marked as done, your quiz answers, when you were trained, and your certificates. Whoever has the code of a certificate sees what is printed on it.
privacy-kept-notes = Your notes and bookmarks. Only you see them.
privacy-kept-letters = Whether questions you got wrong may come back to you by e-mail. You can switch that off. A letter names no country, no topic and no organisation.
privacy-kept-attendance = Which workshops you registered for, when you came and went, and the reason if you told us that you cannot come. If a trainer brings the list of a video call, when you were in the call.
privacy-kept-live = What you answered in a workshop. Where it says “anonymous”, not even the database knows who answered. A secret in a cookie keeps your answers together on your device: we store only a hash of it, which tells that two people checked in on one device and nothing else.
privacy-not-title = What we do not do
privacy-not-asked = We do not ask for your gender, birth date, nationality, phone number or photo.
privacy-not-tracked = We keep no network addresses and no list of the pages you read. We use one cookie to keep you signed in, one to recognise your device when you sign in, and one for your answers in workshops.
privacy-not-others = No page loads anything from another site.
privacy-who-title = Who sees it
privacy-who-text = You can see and download all of it under “Your data”, and have it erased there. Trainers see the names in their own workshops. Your organisation sees that you belong to it. Administrators see who was trained. Visitors see numbers only.

## Modules and lessons

modules-title = Modules
modules-lead = Read at your own pace. Mark each lesson as done. Pass the quiz at the end. With the required modules complete you are trained by self-study.
modules-list = All modules
modules-none = There is no module yet.
module-size = { $n ->
    [one] { $n } lesson
   *[other] { $n } lessons
} · { $minutes ->
    [one] { $minutes } minute
   *[other] { $minutes } minutes
}
module-progress = { $done } of { $n ->
    [one] { $n } lesson done
   *[other] { $n } lessons done
}
module-complete = complete
module-known = You showed in the test that you know this. Its lessons are optional. The quiz is not.
module-known-tag = known: lessons optional
module-minutes-left = { $n ->
    [one] about one minute left
   *[other] about { $n } minutes left
}
lesson-optional-tag = optional
bookmark-set = Set a bookmark
bookmark-remove = Remove the bookmark
bookmark-tag = bookmark
note-title = My note
note-label = Note to this lesson
note-hint = Only you see it. Do not write names of people at risk.
note-save = Save my note
notes-title = My notes and bookmarks
notes-lead = Only you see this page.
notes-none = Nothing yet. You can set a bookmark and write a note on every lesson.
glossary-title = Glossary
glossary-lead = { $n } words of the UPR in plain English. In the lessons, press a dotted word to see what it means.
glossary-letters = First letters
glossary-see = See also:
programme-title = Programme
programme-progress = { $done } of { $n } required modules complete
programme-complete = Every required module is complete.
programme-missing = With all of them complete you are trained by self-study.
programme-missing-quiz = missing: the quiz
programme-missing-lessons = { $n ->
    [one] missing: one lesson
   *[other] missing: { $n } lessons
}
programme-missing-both = { $n ->
    [one] missing: one lesson and the quiz
   *[other] missing: { $n } lessons and the quiz
}
tests-title = Before and after
tests-lead = A short test before you begin shows what you know already: those lessons become optional. A second one at the end asks about the same goals, and shows what you learned.
test-before-title = Test before the programme
test-before-lead = One question for each goal. It is no exam: guess if you are not sure. What you know already becomes optional.
test-before-take = Take the test before
test-before-see = See the test before
test-after-title = Test after the programme
test-after-lead = The same goals as in the test before. It shows you what you learned.
test-after-take = Take the test after
test-after-see = See the test after
test-result = { $percent } right
test-to-programme = See what this means for you
gain-title = What you learned
gain-lead = Gain is the part of what you could still learn that you have learned: from 50 % to 75 % is a gain of 50 %.
gain-outcome = Goal
gain-before = Before
gain-after = After
gain-gain = Gain
gain-people = People
gain-group-title = What the group learned
gain-group-lead = Means of everybody who took both tests. Gain is the part of what could still be learned that was learned.
gain-group-none = Nobody has taken both tests yet.
reminders-title = Questions that come back, and letters
reminders-are-on = Three questions you got wrong come back after 2, 7 and 21 days, here and by e-mail. If you switch them off, you get no more letters at all: no reminders of deadlines, no news of workshops.
reminders-are-off = They are switched off. So are all letters from Upright: what is new is on your first page.
reminders-on-button = Switch them on
reminders-off-button = Switch them off
reminders-off-title = Switch reminders off
reminders-off-text = You get no more letters from Upright: no reminders, no news of workshops. What is new is still on your first page; questions no longer come back. You can switch letters on again in your account.
module-outcomes-title = What you will be able to do
module-lessons-title = Lessons
module-sign-in = Sign in to read the lessons and to keep your progress.
module-start = Start
module-go-on = Go on
module-take-quiz = Take the quiz
module-to-modules = See the other modules
module-missing-nothing = This module is complete.
module-missing-quiz = All lessons are done. The quiz is still missing.
module-missing-lessons = { $n ->
    [one] Still missing: one lesson.
   *[other] Still missing: { $n } lessons.
}
module-missing-both = { $n ->
    [one] Still missing: one lesson and the quiz.
   *[other] Still missing: { $n } lessons and the quiz.
}
lesson-position = Lesson { $position } of { $n } · { $minutes ->
    [one] { $minutes } minute
   *[other] { $minutes } minutes
}
lesson-mark-done = Mark as done and go on
lesson-done-tag = done
lesson-next = Next: { $title }
lesson-to-module = Back to the module

## Quiz

quiz = Quiz
quiz-title = Quiz: { $title }
quiz-size = { $n ->
    [one] { $n } question
   *[other] { $n } questions
} · { $percent } % to pass
quiz-rule-no-time = There is no time limit.
quiz-rule-time = { $n ->
    [one] You have one minute. The clock of our server counts.
   *[other] You have { $n } minutes. The clock of our server counts.
}
quiz-rule-mark = You need { $percent } to pass.
quiz-rule-any-attempts = You can try as often as you like.
quiz-rule-attempts = { $n ->
    [one] There is one try.
   *[other] There are { $n } tries.
}
quiz-rule-wait = { $n ->
    [one] After two tries that did not pass there is a pause of one minute.
   *[other] After two tries that did not pass there is a pause of { $n } minutes.
}
quiz-rule-practice = You see what is right as soon as you hand in.
quiz-rule-exam = You see your score as soon as you hand in, and what is right after you passed or used all tries.
quiz-rule-exam-close = You see your score as soon as you hand in, and what is right when the exam is closed for everybody.
quiz-rule-closes = It closes on { $when }.
quiz-rule-saved = Every answer is saved as you give it. You can stop, and go on later or on another device.
quiz-wait-until = The next try is possible from { $when }. Use the time to read the lessons again.
quiz-time-left = Time left:
quiz-time-warning = Two minutes are left. What you answered is saved.
quiz-tries = Your tries
quiz-try = Try { $number }: { $percent }
quiz-type-words = Write one to three words.
quiz-type-number = Write a number.
quiz-open-hint = Write your answer. A trainer will read it and look for:
quiz-open-label = Your answer
quiz-match-hint = Choose one from the list for each line.
quiz-order-hint = Give each line its place, from 1 to { $n }.
quiz-gap = Gap { $n }
quiz-gaps-hint = Fill the gaps.
quiz-waiting = waits for a trainer
quiz-void = does not count
save-saving = Saving…
save-saved = Saved
save-incomplete = Not saved yet: something is still missing
save-failed = Not saved: no connection, or our database does not answer. It is tried again.
save-refused = Not saved, and it is not tried again. Use the button to see why: what you typed is kept.
review-title = Do you still know it? { $title }
review-lead = Three questions you got wrong before. There is no mark: it only helps you to remember.
review-result = { $right } of { $n } right
review-read-again = Read the module again
result-title = Your result
result-waiting = { $n ->
    [one] One open answer waits for a trainer. You are told when it is graded.
   *[other] { $n } open answers wait for a trainer. You are told when they are graded.
}
result-key-later = What is right is shown after you pass, or when no try is left.
result-key-never = What is right is not shown: the test after asks about the same goals.
result-comment = The trainer wrote
result-model = What a good answer looks like
rubric-line = { $text } ({ $n ->
    [one] one point
   *[other] { $n } points
})
rubric-given = { $given } of { $n } points
rubric-most = up to { $n } points
option-chosen = You chose this
option-left = You did not choose this
line-given = You wrote
line-wrong = Not right. You wrote
line-nothing = (nothing)
line-right = Right: { $text }
quiz-start = Start the quiz
quiz-progress = { $done } of { $n } answered
quiz-question = Question { $position } of { $n }
quiz-question-short = Question { $n }
quiz-choose-one = Choose one answer.
quiz-choose-several = Choose all that are right.
quiz-save-next = Save and go on
quiz-save-last = Save and check
quiz-previous = Back
quiz-overview = All questions
quiz-answer-saved = saved
quiz-answer-missing = not answered
quiz-review-title = Check your answers
quiz-resume-title = Your quiz is waiting
quiz-review-complete = Every question is answered. You can still change an answer, or hand in now.
quiz-review-missing = { $n ->
    [one] One question is not answered.
   *[other] { $n } questions are not answered.
}
quiz-go-on = Answer the next open question
quiz-hand-in = Hand in
quiz-result-title = Your result (try { $number })
quiz-passed = Passed with { $percent }
quiz-failed = { $percent }: not passed yet. You need { $needed }.
quiz-failed-next = Read the feedback below, look at the lessons again, and try once more.
quiz-module-complete = This module is complete.
quiz-again = Try again
quiz-again-passed = Take it once more
quiz-feedback-title = Feedback
quiz-right = right
quiz-wrong = not right
quiz-partly = partly right: { $points } %
quiz-passed-tag = quiz passed
quiz-missing-tag = quiz still missing
option-right-chosen = Right, and you chose it
option-right-missed = Right, but you did not choose it
option-wrong-chosen = Not right, but you chose it
option-wrong-left = Not right

## Kinds of questions

kind-single = choose one
kind-multiple = choose several
kind-true-false = true or false
kind-short-text = short text
kind-number = number
kind-matching = matching
kind-ordering = ordering
kind-gaps = gaps
kind-open = open answer
kind-description = text only

## Question bank and item analysis

teach-rooms = Teaching
filter-any = any
filter-show = Show
bank-title = Questions
bank-module = Module
bank-tag = Tag
bank-tags = Tags
bank-kind = Kind
bank-outcome = Goal
bank-question = Question
bank-count = { $n ->
    [one] One question
   *[other] { $n } questions
}
bank-none = No question fits.
bank-question-title = Question
bank-version = Version { $n }
bank-versions = Versions
bank-responses = { $n ->
    [one] answered once
   *[other] answered { $n } times
}
bank-import-title = Bring in and take out
bank-import-lead = Questions from Moodle: GIFT or Moodle XML. They become drafts and wait for a second person. If one is wrong, nothing is brought in, and every problem is named with its line.
bank-import-file = File
bank-import-hint = At most 2 MB, as UTF-8.
bank-import-button = Bring in
bank-export-gift = Take out as GIFT
bank-export-xml = Take out as Moodle XML
bank-export-hint = Choose a module above to take its questions out.
key-right = right
key-credit = gives { $n } %
key-number = { $value } (± { $tolerance })
key-distractor = fits nothing: { $text }
correction-title = Correct what was asked
correction-lead = A correction counts for everybody who was asked this version. No result falls by it. Whose result changes is told. It is noted with your name and reason.
correction-option = Accept this option too
correction-text = Accept this answer too
correction-refused-title = Answers that gained nothing:
correction-refused = { $text } ({ $n } ×)
correction-reason = Reason
correction-accept-button = Accept and score again
correction-void-title = This question is wrong: count it for nobody
correction-void-button = Void this question and score again
correction-void = counts for nobody
correction-accept = accepted too: { $text }
analysis-title = How good are the questions?
analysis-lead = Figures and a plain sentence of advice for each question, from what people answered.
analysis-of = Questions of: { $title }
analysis-how = The first try of each person counts: later ones were made after seeing the key.
analysis-facility = Facility
analysis-facility-means = The mean of the points, in per cent. Near 100 % the question is too easy.
analysis-discrimination = Discrimination
analysis-discrimination-means = Do people who know the rest know this? 100 is perfect, 20 is weak, below 0 something is wrong.
analysis-efficiency = Efficiency
analysis-n = Responses
analysis-undefined = not defined
analysis-few = Fewer than { $n } responses: read these figures with care.
analysis-options = Options of: { $question }
analysis-option = Option
analysis-key = Key
analysis-all = All
analysis-strong = Stronger half
analysis-weak = Weaker half
advice-too-few = { $n ->
    [0] Nobody has answered this yet.
    [one] One response: too few to say anything.
   *[other] { $n } responses: too few to say anything.
}
advice-check-key = Check the key: strong learners choose { $option } more often than the right answer.
advice-negative = Check the question: people who know the rest do worse here.
advice-too-easy = Too easy: { $percent } right. Think of a harder wrong option.
advice-too-hard = Too hard: { $percent } right. Is it taught? Is it clear?
advice-weak = It hardly shows who knows the rest. Make the right option clearer, or the wrong ones more likely.
advice-dead-option = Nobody chooses { $option }. Replace it by a mistake that people make.
advice-good = Good. Leave it as it is.

## Open answers and learners

grading-title = Open answers
grading-lead = You see the text and not its writer. The longest waiting comes first.
grading-none = No answer waits for you.
grading-one = An open answer
grading-answer = The answer
grading-rubric = Points
grading-comment = A word to the writer
grading-save = Save and tell the writer
learners-title = Learners
extra-title = Extra time
extra-lead = For people who need more time to read or to type. It counts in every quiz with a time limit.
extra-percent = More time, in per cent
extra-hint = 50 makes 20 minutes 30. 0 takes it back.
extra-button = Set

## Writing the curriculum

content-title = Content
content-lead = Modules, lessons and questions as text. What you write here can be taken out as the files it came from, and back.
content-waiting-title = Waits for a second person
content-publish-all = Publish all that others handed in: { $module }
content-new-title = Write something new
content-new-name = Title
content-new-button = Begin
content-kind = What
content-module = module
content-lesson = lesson
content-question = question
content-draft-tag = draft
content-waits-tag = waits for review
content-never-tag = never published
content-count = { $n ->
    [one] one document
   *[other] { $n } documents
}
draft-none = no draft
draft-by = draft by { $name }
draft-waits = waits for review, written by { $name }
draft-published = version { $n } is in force
draft-returned-title = The reviewer wrote
draft-source = Text
draft-source-hint = Markdown below the second line of +++. The preview shows what is wrong, by line.
draft-save = Save the draft
draft-preview = Preview
draft-hand-in = Hand in for review
draft-discard = Throw the draft away
draft-line = Line { $n }:
draft-wrong = This text is not right yet. It is saved as a draft all the same.
review-draft-title = Please review
review-draft-text = Read the preview below. If it is right, publish it: it is in force at once. If not, send it back.
review-draft-compare = See what changed
review-draft-publish = Publish
review-draft-return = Send it back with a note
review-draft-note = What should change?
review-draft-return-button = Send back
diff-title = What changed since version { $n }
diff-same = Nothing changed.
versions-title = Versions
versions-none = It was never published.
version-line = Version { $n }, { $date }
version-by = written by { $writer }, reviewed by { $reviewer }
version-file = from a file
version-compare = Compare
version-restore = Bring back
version-download = Take out as a file
retire-title = Take this out of the curriculum
retire-text = People no longer see it. What they did and answered stays.
retire-button = Take it out
images-title = Images
images-lead = Pictures for lessons and questions. Each is written anew without hidden data such as the place where it was taken.
images-file = Picture
images-hint = PNG, JPEG or WebP, at most 8 MB. It is made smaller for phones.
images-button = Upload
images-none = There is no image yet.
images-what = what it shows

## Letters

letter-subject = News from Upright
letter-review = There are three questions for you. They take two minutes:
    { $link }
letter-notice = There is news for you. Please sign in to read it:
    { $link }
letter-off = You do not want these letters? Switch them off here: { $link }

## Workshops

workshops-title = Workshops
workshops-lead = Learn together, live. After a workshop you are trained if you attended enough of it.
workshops-none = No workshop is planned at the moment. The modules are always open.
workshop-meetings = { $n ->
    [one] { $n } meeting
   *[other] { $n } meetings
}
workshop-over-tag = over
workshop-registered-tag = you have a place
workshop-waiting-tag = you are waiting
workshop-trainers = With
workshop-meetings-title = Meetings
workshop-places-left = { $n ->
    [0] No place is free.
    [one] One place is free.
   *[other] { $n } places are free.
}
workshop-register = Register
workshop-withdraw = I cannot come: give my place back
workshop-over = This workshop is over.
workshop-own-registered = You have a place. Attend at least { $percent } % and you are trained.
workshop-own-trained = You attended enough: you are trained by this workshop.
workshop-own-not-enough = You attended { $minutes } of { $of } minutes. { $percent } % are needed. Speak to the trainer if this is wrong.
meeting-title = Meeting { $n }
meeting-run = Run this meeting
meeting-closed-tag = closed
teach-title = Teach
teach-none = You have no workshop yet. Plan one.
plan-title = Plan a workshop
plan-name = Title
plan-description = What it is about
plan-time-zone = Time zone
plan-time-zone-hint = Of the times below. Everybody sees the Geneva time too.
plan-capacity = Places
plan-capacity-hint = Leave this empty if there is no limit.
plan-meeting = Meeting { $n }
plan-meeting-optional = Leave this empty if there is no such meeting.
plan-date = Day
plan-start = From
plan-end = Until
plan-place = Place
plan-place-hint = A room or the link of a call. Only registered people see it.
plan-button = Plan the workshop
roster-title = Roster
roster-none = Nobody has registered yet.
roster-so-far = So far
roster-minutes = { $minutes } of { $of } minutes
roster-outcome = Outcome
roster-register-title = Register somebody
roster-person = Person
roster-person-hint = Everybody with an account and without a place
roster-register-button = Give them a place
trained-tag = trained

## Check-in and the console

check-in-title = Check in
check-in-lead = Type the six digits that the trainer shows. They change every 15 seconds.
check-in-code = Code
check-in-hint = Six digits
check-in-button = I am here
check-in-workshops = See the workshops
run-title = { $title }, meeting { $n }
run-open-check-in = Open check-in
run-close-check-in = Close check-in
run-check-in-open = Check-in is open. People go to { $address } and type the code.
run-close-meeting = Close the meeting
run-close-meeting-text = Whoever was not seen is then marked absent. You can correct marks afterwards.
run-close-meeting-button = Close the meeting now
run-closed = This meeting is closed. You can still correct marks.
roll-code-label = Code for check-in
roll-summary = { $here } of { $n } are here
roll-caption = Who is here
roll-state = State
roll-correct = Correct
roll-correct-link = Correct
roll-came = came { $time }
mark-title = Correct the mark of
mark-state = State
mark-minutes = Minutes attended
mark-minutes-hint = Needed if the person left early. Otherwise leave it empty.
mark-button = Save
state-expected = expected
state-present = present
state-late = late
state-left-early = left early
state-excused = excused
state-absent = absent

## Organisations

organisations-title = Organisations
organisations-none = There is no organisation yet.
organisation-create = Create an organisation
organisation-create-button = Create
organisation-name = Name of the organisation
organisation-country = Country
organisation-members = Members
members-title = { $n ->
    [one] { $n } member
   *[other] { $n } members
}
members-none = Nobody belongs to it yet. Invite people below.
member-since = since { $date }

## Totals

totals-title = Training totals
totals-as-of = As of
totals-show = Show
totals-as-of-note = as of { $date }
totals-named = { $n ->
    [one] of them counted by name
   *[other] of them counted by name
}
totals-named-note = each person once
totals-historic = { $n ->
    [one] of them historic
   *[other] of them historic
}
totals-historic-note = from before Upright, without names
totals-per-organisation = Per organisation
totals-individuals = Individuals trained
totals-sum = Sum of organisations { $sum }, individuals { $n }: { $several ->
    [0] nobody belongs to more than one.
    [one] one belongs to more than one.
   *[other] { $several } belong to more than one.
}
people-title = People
people-count = { $n ->
    [one] One individual as of { $date }, each person once
   *[other] { $n } individuals as of { $date }, each person once
}
people-none = Nobody yet.
people-records = Trained
history-title = Historic counts
history-lead = Figures from before Upright, without names. They are part of the totals from the last day of their period, and are shown as historic everywhere.
history-none = No historic count was entered yet.
history-measure = What was counted
history-count = Count
history-period = Period
history-from = First day
history-until = Last day
history-source = Source
history-source-hint = Where the figure comes from, so that others can check it
history-action = Action
history-add = Enter a historic count
history-add-button = Enter it
history-withdraw = Take back
history-withdrawn-tag = taken back

## When nothing works

unavailable-title = Upright is not available at the moment
unavailable-text = Our database does not answer. Please try again in a minute. Nothing that was saved is lost.

not-saved-title = Not saved
not-saved-unavailable = Our database does not answer, so nothing was saved. Wait a moment, then try again.
not-saved-internal = Something went wrong on our side, and nothing was saved. Please try again. If it happens again, tell an administrator the reference below.
not-saved-signed-out = You are no longer signed in, so nothing was saved. Sign in in the new window, come back to this one and try again.
not-saved-forbidden = You may see this, but you may not change it any more, so nothing was saved.
not-saved-not-found = What this belongs to is no longer there, or is no longer for you, so nothing was saved.
not-saved-malformed = We could not read what your browser sent, so nothing was saved.
not-saved-here = What you typed is below. It is in this page only: keep it open until it is saved.
not-saved-copy = This can't be saved here any more. Copy what you typed: it is in this page only.
not-saved-files = The file was not kept: choose it again.
not-saved-file = File
not-saved-again = Try again
not-saved-sign-in = Sign in
not-saved-reference = Reference: { $reference }
not-saved-back = Back to the page

## Live workshops
activities-library = From the library
activities-new = Something new
activities-none = Nothing is prepared. Add something below, or open something new when you need it.
activities-prepared = Prepared for this meeting
activities-starters = To begin with
activities-title = Activities
activity-add = Add
activity-add-open = Add and open now
activity-anonymous = anonymous
activity-be-anonymous = Nobody can tell who answered
activity-be-anonymous-hint = Not even in the database. Then nobody can change their answer on another device.
activity-close = Close
activity-closed-tag = closed
activity-exercise = Exercise: write, then vote
activity-group-size = People in a group
activity-groups = Groups
activity-keep = Keep in the library
activity-kind = Kind
activity-minutes = Minutes you have
activity-minutes-hint = From 10 to 300. The parts get their share of it, as in a real review.
activity-mix = How groups are made
activity-open = Open now
activity-open-tag = open
activity-options = Options
activity-options-hint = One in each line, from 2 to 10.
activity-poll-multiple = Poll, several answers
activity-poll-scale = Scale from 1 to 5
activity-poll-single = Poll, one answer
activity-prompt = Text below the title
activity-question-wall = Question wall
activity-questions = Questions of the bank, at most 20
activity-quiz = Live quiz
activity-remove = Take away
activity-reopen = Open again
activity-role-play = Role play of a review
activity-scale-high = What 5 means
activity-scale-low = What 1 means
activity-text = Open question
activity-title = Title
activity-word-cloud = Word cloud
agenda-module = Read the module
agenda-next = Next:
agenda-whole = The whole agenda
answer-add = Add
answer-ask = Ask
answer-given = You sent:
answer-question = Your question
answer-send = Send
answer-several = You can choose several.
answer-text = Your text
answer-words = Up to { $n } words
answer-words-hint = Put a comma between them.
apologise-button = Tell the trainers
apologise-hint = Only the trainers read it.
apologise-reason = Reason
apologise-title = I cannot come to this meeting
apology-was = They told us before:
badge-qr = Your code as a picture
badge-text = Show this to the trainer, who can check you in with it.
badge-title = My code for the door
calls-all-sure = { $n ->
    [one] One person is in the list, and it is clear who it is.
   *[other] { $n } people are in the list, and it is clear who they are.
}
calls-bring-in = Bring the list in
calls-button = Read the list
calls-caller = In the call
calls-doubtful = please check
calls-file = File
calls-file-hint = The list of participants as CSV from Zoom, BigBlueButton or Microsoft Teams.
calls-lead = The call knows who joined and left, and when. Bring its list, and the minutes are counted. Whoever lost the connection and came back stays one person.
calls-match = Match
calls-nobody = Nobody: leave out
calls-person = Who is it?
calls-some-doubtful = { $n ->
    [one] One of { $all } people must be checked. It is at the top.
   *[other] { $n } of { $all } people must be checked. They are at the top.
}
calls-sure = sure
calls-times = Was there
calls-title = List of the call
calls-who = Who is { $name }?
calls-zone = Time zone of the list
calls-zone-hint = The list does not say it. It is that of the account, or of the computer, that made the list.
calls-zone-is = Times are those of { $zone }.
cancel-workshop-button = Call the workshop off
cancel-workshop-text = All meetings that are not closed are called off, and everybody with a place is told. What happened before stays.
cancel-workshop-title = Call it off
check-in-walk-in = Join this workshop and check in
check-in-walk-in-text = Your code is right. You can take a place now.
check-out-button = I go now
check-out-text = Your minutes are counted until now. You can check in again with the code.
check-out-title = I must leave
desk-check-in = Check in
desk-check-out = Goes now
desk-code = Code of the person
desk-code-hint = Eight letters and digits. A scanner can type it for you.
desk-code-title = By their code
desk-list-title = From the list
desk-title = Desk
entry-answered = answered
entry-hidden = hidden
entry-hide = Hide
entry-mark-answered = It is answered
entry-mine = yours
entry-show = Show again
entry-vote = Me too
entry-votes = { $n ->
    [one] { $n } vote
   *[other] { $n } votes
}
error-double = There is one already.
error-too-many-lines = At most { $max }, one on a line. Fewer are heard better.
error-agenda-line = Line { $line } cannot be read. Write minutes, a space and the title, for example: 15 Welcome
evaluation-add = Ask this too
evaluation-add-title = Ask one more question
evaluation-anonymous = Nobody can tell who answered.
evaluation-begin = Ask these questions
evaluation-begin-text = Ask people what they think of the workshop. You get five questions to begin with, and can add your own.
evaluation-lead = Please tell us what you think. Nobody can tell who answered, not even in the database.
evaluation-question = Question
evaluation-remove = No longer ask this
evaluation-send = Send
evaluation-title = Evaluation
group-number = Group { $n }
group-with = With
groups-drawn = { $n ->
    [one] There is one group. Your phone shows who is in it.
   *[other] There are { $n } groups. Your phone shows yours.
}
hand-down = Lower my hand
hand-lower = Lower
hand-up = Raise my hand
hands-none = No hand is up.
hands-title = Hands
invite-choose = Invite
invite-invited-tag = invited
workshop-invite-lead = Organisations without trained people, or with few and a review within two years, stand first and are chosen already.
workshop-invite-button = Invite
workshop-invite-title = Invite organisations
invite-link-button = Make the link
invite-link-text = Give this link to an organisation. Whoever opens it joins the organisation and is invited to the workshop.
invite-link-title = A link to pass on
invite-none = There is no organisation yet.
invite-people = People
invite-proposed-tag = proposed
invite-review = Next review
invite-review-none = not in the schedule
invite-review-on = session { $session }, from { $date }
invite-review-unknown = session { $session }, no date yet
invite-trained = Trained
keep-kept = There is no connection. Your check-in is kept on this phone and sent by itself.
keep-refused = The code that was kept was not right at that time. Please type the one on the screen now.
keep-sent = Your check-in was sent. You are checked in.
language-ar = Arabic
language-en = English
language-es = Spanish
language-fr = French
language-pt = Portuguese
language-ru = Russian
language-zh = Chinese
letter-meeting =
    Your meeting begins on { $time } ({ $zone }). Here is where it is:
    { $link }
library-forget = Take out of the library
library-keep = Keep it
library-none = The library is empty. Keep what worked well, and use it again.
library-text = All trainers share it. A meeting gets a copy of its own.
library-title = Library
live-before = Earlier in this meeting
live-closed = This meeting is over. Thank you.
live-lost = The connection is lost. This page goes on by itself when it is back.
live-nothing-open = Nothing is open now. Listen to the trainer: this page changes by itself.
live-refresh = Refresh
live-title = Meeting { $n }, live
live-write = I want to write in peace: stop refreshing
look-late-proof = phone was offline
look-shared-device = same device as another person
look-two-meetings = also in another meeting
manage-title = Team and messages
me-zone = Time zone
me-zone-button = Save
me-zone-hint = Meetings are shown in this zone, and in Geneva's.
me-zone-none = That of each workshop
me-zone-title = My time zone
meeting-canceled-tag = called off
merge-button = They are the same person
merge-into = Is really
merge-text = Somebody came without a registration and turns out to be registered? What was seen of the walk-in then counts for the person they are.
merge-title = Walk-ins
merge-walk-in = Walk-in
message-button = Send
message-label = Message
message-text = It appears on the home page of everybody with a place. A letter tells them that it is there, not what it says.
message-title = Write to everybody
mix-language = One language in each group
mix-organisation = Organisations mixed
news-declined = “{ $title }”: there is no place for you. Speak to the trainer if you have a question.
news-invited = You are invited to the workshop “{ $title }”.
news-elsewhere = “{ $title }”: the meeting of { $time } is at another place now. Look at its page.
news-meeting-canceled = “{ $title }”: the meeting of { $time } was called off.
news-message =
    “{ $title }”: { $text }
news-moved = “{ $title }”: the meeting of { $before } is now on { $now }.
news-place-given = You have a place in the workshop “{ $title }”.
news-workshop-canceled = The workshop “{ $title }” was called off.
notice-activity-added = It is prepared.
notice-activity-kept = It is in the library.
notice-answer-saved = Your answer is there.
notice-apologised = The trainers know that you cannot come.
notice-calls-brought-in = { $n ->
    [one] The minutes of one person are counted.
   *[other] The minutes of { $n } people are counted.
}
notice-checked-in-early = You are early, and checked in: it counts from the start.
notice-checked-out = Goodbye. Your minutes are counted until now.
notice-evaluation-thanks = Thank you for your answers.
notice-meeting-canceled = The meeting is called off. Everybody with a place is told.
notice-meeting-reopened = The meeting is open again.
notice-message-sent = Your message is sent.
notice-organisations-invited = { $n ->
    [0] Nobody new was told: the people of these organisations have an invitation or a place.
    [one] One person was told.
   *[other] { $n } people were told.
}
notice-person-approved = The person was told, or waits for a place.
notice-person-checked-in = Checked in: { $name }
notice-person-declined = The person was told that there is no place.
notice-sheet-entered = { $n ->
    [0] Nobody new was on the sheet.
    [one] One person was entered.
   *[other] { $n } people were entered.
}
notice-team-changed = The team is changed.
notice-time-zone-saved = Your time zone is saved.
notice-waiting = You are on the list. You hear from us when you have a place.
notice-walk-in-added = Welcome: they have a place and are checked in.
notice-walk-in-merged = They are one person now.
notice-workshop-canceled = The workshop is called off. Everybody with a place is told.
notice-workshop-changed = The plan is changed. Whoever has a place hears of meetings that moved.
outcome-not-enough = less than { $percent } %
outcome-why = attended { $minutes } of { $of } minutes, { $percent } % are needed
outlook-can-reach = { $percent } % can still be reached
outlook-cannot-reach = { $percent } % can no longer be reached
outlook-so-far = So far: { $minutes } of { $of } minutes.
outlook-whole = Of the whole workshop: { $minutes } of { $of }.
phase-adoption = The Council adopts the outcome
phase-answers = The State answers
phase-dialogue = Other States ask and recommend
phase-prepare = Everybody prepares
phase-real = in Geneva { $n } minutes
phase-report = The State presents its report
plan-admission = Who gets a place
plan-admission-approval = Whom a trainer lets in
plan-admission-open = Whoever registers, until it is full
plan-agenda = Agenda
plan-agenda-hint = One item in each line: minutes, a space, the title. A module's short name may stand at the end in square brackets.
plan-agenda-minutes = Agenda, { $n } minutes
plan-cancel-hint = When you call a meeting off, everybody with a place is told.
plan-cancel-meeting = Call meeting { $n } off
plan-change-button = Save the plan
plan-change-text = Whoever has a place is told when a meeting moves.
plan-change-title = The plan
plan-copy = Copy this workshop
plan-languages = Languages
plan-languages-hint = Codes of two letters, for example: en fr. People choose one when they register.
plan-more-options = More options
plan-more-title = More
plan-template = Begin with a template
plan-template-button = Use it
plan-template-hint = Title, text and agenda are filled in. You can change all of it.
plan-template-none = None
problem-activity-closed = This is closed. Your answer was not taken.
problem-call-columns = These are not the columns of a list from Zoom, BigBlueButton or Teams. Nothing was changed. Please export the list of participants as CSV.
problem-call-no-times = This list has no times. In Zoom, untick “Show unique users” and export it again.
problem-call-nobody = Nobody is in this list.
problem-call-other-day = The times of this list are of another day. Is it the list of another meeting?
problem-call-time = The time in line { $line } cannot be read. Nothing was changed.
problem-enough-answers = You have written enough here. Let others speak too.
problem-answered-elsewhere = You answered this already, perhaps on another device. An anonymous answer can be changed only where it was given.
problem-people-came = Somebody checked in to this meeting already, so it cannot move to another time. Close it, and add a new one.
problem-last-trainer = A workshop needs a trainer. Add another one first.
problem-meeting-open = This meeting is open already.
problem-nobody-here = At least two people must be checked in before groups or roles can be drawn.
problem-step-changed = Somebody went on already, perhaps in another tab. This is how it is now.
problem-workshop-canceled = This workshop was called off.
quiz-points = { $points } of { $of } right so far
response-note = Note
response-noted = noted
response-support = Support
response-supported = supported
result-answers = { $n ->
    [0] no answer yet
    [one] { $n } answer
   *[other] { $n } answers
}
result-mean = Mean: { $mean }
result-right = right
result-share = { $n } ({ $share } %)
result-word = { $n ->
    [one] once
   *[other] { $n } times
}
results-activities = Activities
results-came = came at least once
results-export-answers = Every answer (CSV)
results-export-evidence = Everything that was seen (CSV)
results-export-roster = Roster with attendance (CSV)
results-export-title = Take it with you
results-none = Nothing was opened in this workshop.
results-not-over = Decided when the last meeting is closed.
results-not-trained = { $n ->
    [one] One person is not trained, and why
   *[other] { $n } people are not trained, and why
}
results-registered = had a place
results-title = Results
results-trained = trained by this workshop
role-civil-society = Civil society
role-recommending = Recommending State { $n }
role-state-under-review = State under review
role-task-civil-society = Write what you want to be recommended. Afterwards compare it with what was said.
role-task-recommending = Write recommendations to the State: one action, one actor, a verb that can be measured, a time.
role-task-state = Present your report. Then support or note each recommendation.
roll-counts = { $here } of { $n } are here, { $late } late, { $missing } missing
roll-early = { $time }, early
rooms-label = Rooms of this workshop
rooms-plan = Plan
roster-whole = Of the whole
run-canceled = This meeting was called off.
run-goes-on = The meeting is under way.
run-live-label = Hands and activities
run-open-next = Open next:
run-reopen = Closed by mistake?
run-reopen-button = Open the meeting again
run-reopen-text = Nothing is lost. Who is trained is decided anew when you close it again.
run-rooms = Rooms of this meeting
run-screen = Projector
screen-back = Back to the console
screen-go-to = Check in at
screen-qr = Scan to check in
sheet-button = Enter who signed
sheet-number = No.
sheet-signature = Signature
sheet-text = Print this page and let people sign. Afterwards tick who signed: they were there from the start. Who is here already is ticked.
sheet-title = Sheet to sign
state-apologised = cannot come
state-not-yet-enrolled = not yet registered
step-exercise-vote = Let the room vote
step-phase = Go on: { $phase }
step-quiz-next = Next question
step-quiz-show = Show what is right
step-results = Show the results
team-add = Add
team-assistant = Assistant
team-email = E-mail address
team-email-hint = Of their account. A trainer of a workshop has the role of trainer; an assistant may be anybody.
team-remove = Take off the team
team-role = Role
team-title = Who runs it
team-trainer = Trainer
waiting-approve = Let in
waiting-decide = Decide
waiting-decline = No place
waiting-for-approval = a trainer's yes
waiting-for-place = a free place
waiting-title = Who waits
waiting-what = Waits for
walk-in-button = Give a place and check in
walk-in-email = E-mail address of their account
walk-in-email-hint = Only if they have an account. Then no name is needed.
walk-in-no-organisation = None, or not known
walk-in-tag = walk-in
walk-in-text = Somebody stands at the door and is not on the list. A name is enough; an alias is fine.
walk-in-title = Not on the list
why-apology = told us before
why-enrolled = had no place yet
why-late = came { $came }, start { $start }, limit { $limit } min
why-left = left { $left }, end { $end }, limit { $limit } min
why-marked = said by a trainer
workshop-ask = Ask for a place
workshop-awaits-approval = You asked for a place. A trainer decides.
workshop-calendar = Put the meetings into my calendar
workshop-canceled = This workshop was called off.
workshop-canceled-tag = called off
workshop-follow = Follow the meeting
workshop-invited = You are invited.
workshop-invited-tag = you are invited
workshop-language = Language you want to speak
workshop-wait = Wait for a place
workshop-waits = { $n ->
    [0] You are the next to get a place.
    [one] One person waits before you.
   *[other] { $n } people wait before you.
}

## The register: totals
totals-from = New since
totals-from-hint = Counts as “new” those whose first training is on or after this day
totals-path = How they were trained
totals-any-path = Any way
totals-region = Regional group
totals-any-region = All regional groups
totals-any-country = All countries
totals-any-organisation = All organisations
totals-programme = Programme
totals-any-programme = All programmes
totals-everything = Show everything
totals-narrow = Narrow it down
totals-wrong = A part of this address is not understood, so it was left out.
totals-new = { $n ->
    [one] new individual
   *[other] new individuals
}
totals-new-note = first trained on or after { $date }
totals-four-title = Four numbers, four meanings
totals-what = What
totals-count = Number
totals-registrations = Registrations
totals-registrations-what = Places in workshops. Somebody with two places counts twice.
totals-attendances = Attendances
totals-attendances-what = Closed meetings that people came to. Somebody who came to two counts twice.
totals-attended = People who came
totals-attended-what = Each person once, however many meetings they came to.
totals-trained = People trained
totals-trained-what = Each person once, if they met a training rule in any way.
totals-growth = Growth over time
totals-year = Year
totals-year-new = First trained
totals-by-month = By month
totals-month = Month
totals-reconciled = { $sum } = { $n } individuals − { $without } without an organisation + { $again } counted again elsewhere.
totals-all-organisations = Show all { $n } organisations
totals-where = Where they are
totals-by-region = By regional group
totals-by-country = By country
totals-funnel = From invitation to statement
totals-funnel-text = The first four count people, each once at every stage. “Trained” includes self-study and history. The last two count members and statements, as published.
stage-invited = Invited
stage-registered = Had a place
stage-attended = Came
stage-trained = Trained
stage-submission = Members with a written submission
stage-statement = Joint statements
totals-how = How, and in what
totals-how-text = Somebody trained in two ways is in both rows, and once in the total.
totals-files = Take these numbers along
totals-files-text = The files hold the same numbers as this page, for the same filter, with definitions.
totals-print = Printing this page gives the report for { $year }: the filter and the navigation are left out.
download-xlsx = Download as XLSX
download-json = Download as JSON
trained-title = Trained individuals
trained-narrowed = The list is narrowed down as the totals were.
pages = Pages
page-before = Back
page-next = Next
page-part = { $first }–{ $last } of { $total }
chart-growth-label = Individuals trained by name rose to { $n } between { $first } and { $last }. The table has the numbers.
chart-growth-empty = No data yet
chart-world-label = { $n ->
    [one] A map of the world with one country where people were trained. The table has the numbers.
   *[other] A map of the world with { $n } countries where people were trained. The table has the numbers.
}
region-african = African States
region-asia-pacific = Asia-Pacific States
region-eastern-european = Eastern European States
region-latin-american-caribbean = Latin American and Caribbean States
region-western-other = Western European and other States

## The register: people
people-search = Find a person
people-search-hint = Part of a name in any script, an e-mail address, or a phone number
people-search-button = Find
people-found = { $n ->
    [one] One person
   *[other] { $n } people
}
people-nobody = Nobody was found.
person-alias = alias
person-erased = The data of this person was erased. What stays has no name, so that no total moves.
person-about = About
person-other-names = Also entered as
person-contacts = E-mail and phone
person-account = Account
person-has-account = Can sign in
person-no-account = Has no account
person-roles = Roles
person-memberships = Organisations
person-workshops = Workshops
person-none = None
person-rename = Correct the name, or use an alias
person-rename-hint = The old name is not kept. Certificates keep the name they were issued to.
person-is-alias = This is an alias
person-since = In the register since
person-records = Training records
person-records-none = No training record yet.
person-actions = What you can do
membership-now = today
membership-add = Add an organisation
membership-from = Member since
place-registered = has a place
place-waiting = waits for a place
place-invited = is invited
place-withdrawn = withdrew
by-the-rule = the training rule
record-withdrawn = taken back
record-where = Counts in: { $organisations }
record-no-organisation = no organisation
record-decided = Decided by { $name }, version { $version } of the rule, on { $date }
record-workshop = the workshop
record-withdraw = Take this record back
record-restore = Put this record in force again
record-reason = Reason
record-enter = Enter a training from before Upright
record-enter-text = This is your word that the person was trained. It counts from the day you give.
record-on = Day of the training
record-source = What it rests on
record-source-hint = A list, a report, who told you
record-enter-button = Enter it
correction-withdrawn = Taken back on { $date } by { $name }:
correction-restored = In force again since { $date }, by { $name }:
correction-attendance = attendance was corrected
basis-workshop = { $minutes } of { $of } minutes, { $meetings } meetings
basis-self-study = { $n ->
    [one] One module complete, with its quiz
   *[other] { $n } modules complete, with their quizzes
}
basis-import = Line { $line } of a file
basis-entered = Entered by hand: { $source }
basis-unknown = No details are kept
match-email = same e-mail
match-phone = same phone
match-name = similar name
match-organisation = same organisation
duplicates-title = Possible duplicates
duplicates-link = { $n ->
    [0] Possible duplicates
    [one] Possible duplicates: one waits
   *[other] Possible duplicates: { $n } wait
}
duplicates-lead = These entries may be one person. Nothing is merged until you say so, and every merge can be undone.
duplicates-count = { $n ->
    [one] One pair waits.
   *[other] { $n } pairs wait.
}
duplicates-none = No pair waits.
duplicates-score = { $score } % alike: { $why }
duplicates-keep = One person: keep “{ $name }”
duplicates-two = These are two people
duplicates-look = Look for duplicates now
one-person-title = This is the same person as another entry
one-person-text = Both histories stay, and the person counts once. You can undo it at any time.
merge-kept = The other entry
merge-kept-hint = Copy the address of that person’s page
one-person-button = They are one person
merges-title = Merged entries
merges-text = Each merge can be undone: then both count again.
merge-line = “{ $merged }” is “{ $kept }” since { $date }
merge-undo = Undo
merge-undone = undone
erase-title = Erase this person
erase-other-text = For somebody who asked for it. Name, addresses, notes and answers go, for good. Certificates are revoked. The training record stays without a name, so that no total moves.
erase-sure = Type the name to confirm
erase-sure-hint = As it stands at the top of this page
erase-button = Erase for good

## The register: import
import-title = Bring in a file
import-lead = Choose a file and look at what it would change. Nothing is written before you say so.
import-file-title = The file
import-kind = What it holds
import-people = People
import-organisations = Organisations
import-history = Historic counts
import-file = CSV file
import-file-hint = Saved as CSV in UTF-8, with a heading in the first line. Up to 12 MB, about 100,000 rows.
import-look = Look at it
import-columns-title = Columns
import-people-columns = Organisation, trained_on, email and phone may be empty; the last two may be missing.
import-organisations-columns = Country is the three-letter code of a State.
import-history-columns = Measure is individuals_trained, submitting_members or joint_statements.
import-dates = Dates as 2025-12-31. Also 31.12.2025, 31 Dec 2025, and 31/12/2025 where day and month can not be mixed up.
import-would = What this file would do: { $kind }
import-nothing-yet = Nothing is written yet.
import-rows = Rows
import-new = New
import-known = There already
import-same = Same as an earlier row
import-memberships = Memberships added
import-records = Training records added
import-contacts = Addresses and numbers added
import-unchanged = Rows that change nothing
import-bring-in = Bring it in
import-discard = Put it away
import-by-row = Row by row
import-line = Line
import-what = What happens
import-adds = What is added
import-is-new = new
import-known-by-name = there already, by name
import-known-by-email = there already, by e-mail
import-known-by-phone = there already, by phone
import-same-as = same as line { $line }
import-adds-membership = member of { $name } since { $date }
import-adds-contact = { $value }
import-adds-record = trained on { $date }
import-adds-count = count of { $n }

## The register: programmes
programmes-title = Programmes
programmes-none = There is no programme yet. It comes with the curriculum.
rule-now = In force: version { $version }. At least { $percent } of a workshop’s minutes, up to { $late } minutes late counts fully; or by self-study { $modules ->
    [0] not at all.
    [one] one module with its quiz.
   *[other] { $modules } modules with their quizzes.
}
rule-try = Try another rule
rule-try-text = See who would count before anything changes.
rule-percent = Share of a workshop’s minutes, in per cent
rule-percent-hint = From 1 to 100. Excused meetings are left out.
rule-late = Minutes late that still count fully
rule-late-hint = From 0 to 240
rule-modules = Modules needed for self-study
rule-module-not-met = nobody can complete it
rule-try-button = See who would count
rule-preview = Under this rule { $more } more and { $fewer } fewer would count
rule-preview-text = { $now ->
    [one] One individual counts now. The past does not change: whoever counts stays counted.
   *[other] { $now } individuals count now. The past does not change: whoever counts stays counted.
}
rule-more = Who would count
rule-fewer = Who would not
rule-and-more = and { $n } more
rule-save-text = From now on the new version decides: workshops that end later, and self-study. Whoever meets it by self-study today is counted from today.
rule-reason-hint = It is kept with the version
rule-save = Put this rule in force
rule-versions = Versions
rule-version = Version
rule-what = Rule
rule-line = { $percent } of the minutes, { $late } min late, { $modules ->
    [0] no self-study
    [one] one module
   *[other] { $modules } modules
}
rule-since = Since
rule-by = By
rule-from-curriculum = the curriculum
rule-records = Records that stand
template-title = Certificates
template-network = Who issues them
template-network-hint = The name of your network, as printed
template-months = Months they hold
template-months-hint = Leave empty for without end
template-save-programme = Save
template-languages = Languages of certificates
template-heading = Heading
template-statement = Text below the name
template-statement-hint = {"{"}programme{"}"} stands for the title of the programme
template-signatory = Who signs
template-signatory-hint = Name and function; may stay empty
template-keeps = Certificates that were issued keep their text.
template-save = Save the text

## Certificates
certificates-title = Certificates
certificates-lead = Each can be checked by anybody who has its code. It stays as it was issued, whatever changes later.
certificates-none = You have none yet. You get one on the day you are trained.
certificate-valid = valid
certificate-replaced = replaced by a newer version
certificate-expired = expired
certificate-revoked-record-corrected = revoked: the training record was corrected
certificate-revoked-holder-asked = revoked: the holder asked for it
certificate-revoked-issued-in-error = revoked: it was issued by mistake
certificate-revoked-holder-erased = revoked: the data of the holder was erased
certificate-version = version { $n }
certificate-of = { $name }, trained on { $date }
certificate-pdf = Download the PDF
certificate-check-page = How others check it
certificate-more = More: show it to others, another language, digital badge
certificate-share = Make a page for others
certificate-share-stop = Take the page away
certificate-share-page = The page for others
certificate-share-text = The page shows your name and the training to anybody who has its address.
certificate-renew = Issue a new version
certificate-renew-text = The new version has your name as it is now. The old one then says that it was replaced.
certificate-json = Digital badge (Open Badges 3.0)
certificate-issue = Issue a certificate
certificate-revoke = Revoke
printed-name = Name
printed-title = Heading
printed-statement = Text
printed-trained-on = Trained on
printed-dates = Days attended
printed-hours = Hours
printed-trainers = Trainers
printed-rule = Training rule
printed-rule-value = version { $version } ({ $percent } of a workshop)
printed-issuer = Issued by
printed-issued-on = Issued on
printed-expires-on = Valid until
printed-signatory = Signed by
printed-language = Language
printed-version = Version
printed-replaces = Replaces
printed-code = Code
verify-title = Check a certificate
verify-lead = Every certificate has a code of twelve letters and digits. Enter it to see what was issued.
verify-code = Code
verify-code-hint = For example 7K3M-Q2RD-9XPA. Dashes, spaces and capitals do not matter.
verify-button = Check it
verify-not-a-code = This is not a code of a certificate. It has twelve letters and digits.
verify-unknown = No certificate has this code. Check each letter: a certificate that is not found here was not issued here.
verify-valid = This certificate is genuine, and valid.
verify-expired = This certificate is genuine, but its time is over.
verify-replaced = This certificate is genuine, but was replaced by a newer version.
verify-revoked = This certificate was revoked. It is not valid.
verify-newer = See the newer version
verify-printed = What is printed on it
verify-compare = Compare every line with the paper or file you were given. If one differs, it was changed.
verify-file-title = Check the file
verify-file-text = Were you given the PDF or the digital badge? Choose it here, or drop it on the button: we compare it with what was issued, and keep nothing of it.
verify-file-label = PDF or JSON file
verify-file-button = Compare
verify-file-same = It is the file that was issued, unchanged.
verify-file-credential = It is the digital badge that was issued, unchanged.
verify-file-different = This is not the file that was issued. It was changed, or belongs to another certificate.
verify-signed = The text is signed by this site. Fingerprint (SHA-256): { $hash }
shown-title = Training of { $name }
shown-trained = Trained on { $date }
shown-check = Check it
shown-link = Address of this page

## One's own data
me-name = Name
me-name-hint = As others see it, and as it is printed on certificates from now on
me-alias = This is an alias. No other name of mine is kept.
me-name-button = Save the name
me-certificates = Your certificates
me-data-title = Your data
me-data-text = See and download everything we hold about you, or have it erased.
me-data-link = See my data
data-title = What we hold about you
data-lead = Everything, as it is stored. Ids without meaning are left out.
data-download = Download as a file (JSON)
data-held = Part by part
data-nothing = Nothing.
data-person = You
data-account = Your account
data-contacts = Addresses and numbers
data-roles = Roles
data-memberships = Organisations
data-training-records = Training records
data-corrections = Corrections of records
data-certificates = Certificates
data-registrations = Places in workshops
data-evidence = Attendance
data-lessons-done = Lessons done
data-notes = Notes
data-bookmarks = Bookmarks
data-quiz-attempts = Quiz attempts
data-quiz-answers = Quiz answers
data-modules-known = Modules you knew before
data-reviews = Questions that come back
data-extra-time = Extra time
data-live-answers = Answers in workshops
data-messages = Messages to you
data-log = What was done, by you and about you
erase-own-title = Erase everything
erase-own-text = This can not be undone.
erase-own-gone = Your name, e-mail, notes, answers and messages go, at once.
erase-own-stays = That somebody was trained stays, without a name, so that the network’s total does not move.
erase-own-certificates = Your certificates are revoked: whoever checks one sees that its holder was erased.
erase-own-password = To be sure that it is you
erase-own-button = Erase my data for good
organisation-trained-note = in this organisation, also those who left
member-trained = trained
member-end = Left the organisation
member-end-text = The person no longer belongs here from now on. What they did here still counts here.

## Notices and problems of the register
notice-merged = They are one person now.
notice-merge-undone = Undone: they are two people again.
notice-not-duplicates = Noted: they are two people. They are not proposed again.
notice-duplicates-looked = { $n ->
    [0] No new pair was found.
    [one] One new pair was found.
   *[other] { $n } new pairs were found.
}
notice-record-corrected = The correction is noted.
notice-record-entered = The training is entered.
notice-membership-added = The organisation is added.
notice-membership-ended = The membership ended.
notice-person-erased = The data was erased.
notice-erased-own = Your data was erased. Thank you for what you did.
notice-name-saved = The name is saved.
notice-certificate-renewed = The new version is issued.
notice-certificate-revoked = The certificate is revoked.
notice-certificate-issued = The certificate is issued.
notice-certificate-shared = The page for others is there.
notice-certificate-hidden = The page for others is gone.
notice-template-saved = The text is saved.
notice-rule-saved = Version { $n } of the rule is in force.
notice-programme-saved = Saved.
notice-imported = { $n ->
    [one] One row was brought in.
   *[other] { $n } rows were brought in.
}
notice-import-discarded = The file was put away. Nothing was changed.
error-future = This day is in the future.
problem-same-person = These are the same entry.
problem-merges-staff = The entry that would go is a trainer or administrator. Keep that one instead.
problem-both-in-workshop = Both have a place in the same workshop, so they can not be one person. If one is a walk-in, merge them on that workshop’s check-in desk; if one is a mistake, withdraw its place first.
problem-erased = The data of this person was erased.
problem-last-administrator = You are the last administrator. Invite another one first.
problem-certificate-not-in-force = This certificate was replaced or revoked before, or the record already has one.
problem-rule-nobody-meets = Nobody could meet this rule: a module it asks for is not published, or has no lessons or no quiz.
problem-rule-changed = Somebody changed the rule meanwhile. Look at it and try again.
problem-import-gone = This file was brought in or put away already. Choose it again if you need it.

## Public figures
impact-hidden = hidden
impact-how-hidden = A number of a region below { $n } is hidden, so that nobody can be found in it. Where it could be worked out, the next one is hidden too.
impact-use-title = Use these figures
impact-use-text = Put the picture into your own page, or read the data. Both hold the day and are always up to date.
impact-svg = A picture of the three figures (SVG)
impact-svg-individuals = individuals trained
impact-svg-submissions = members with a submission
impact-svg-statements = joint statements
merge-walk-in-reason = by a trainer, at the desk of a workshop
problem-walk-in-merge = This was done at a workshop’s desk, where what was seen was given to the other person too. It can not be undone here.
problem-record-there = There is such a record already. If it was taken back, put it in force again.
data-attendance-counted = Attendance as it was counted
data-teams = Workshops you ran
data-groups = Groups and parts in workshops
data-merges = Entries found to be yours

# The clock: calendar, States, briefing, reminders

nav-briefing = Briefing
calendar-title = Calendar of reviews
calendar-lead = When each State is reviewed, and until when you can write.
calendar-check = A date in bold was found in a source and checked. A range marked “estimate” follows from a rule and is not a date. Check the website of OHCHR before you rely on either.
calendar-none = No review fits this choice.
calendar-by-session = By session
calendar-by-date = By date
calendar-by-state = By State
calendar-by-year = A year to print
calendar-views = Ways to read the calendar
calendar-region = Regional group
calendar-all-regions = All groups
calendar-members = Only where we have members
calendar-year = Year
calendar-years = Years
calendar-show = Show
calendar-all-sessions = All sessions
calendar-feed-title = In your own calendar
calendar-feed-text = Subscribe to these dates in your phone or mail program. When a date moves, it moves there too.
calendar-feed-link = Subscribe (iCalendar)
calendar-passed = passed
calendar-session = Session
calendar-stage = Where it stands
calendar-states = States
calendar-missing = Without date or deadline
calendar-checked = Checked
calendar-cycle = Cycle
calendar-entry = { $step } (session { $session })
calendar-month-empty = Nothing begins in this month.
calendar-print-hint = Print this page: it fits on paper.
calendar-year-note = As known on { $date }. Estimates are ranges, not dates.
calendar-own-dates = own dates
calendar-oldest = The oldest check is of { $date }.
calendar-check-again = I checked these dates today: they are right
calendar-stale-count = { $n ->
    [one] one date not checked for 120 days
   *[other] { $n } dates not checked for 120 days
}
month-of-year = { $month } { $year }
session-cycle = Cycle { $cycle }
about-dates = between { $from } and { $until }
date-estimate = estimate
date-stale = not checked since { $date }
date-day = Last day
date-first-day = First day
date-last-day = Last day
date-source = Where you found the dates that you change
date-source-hint = For example: OHCHR, page of session 54. It is shown to everybody.
date-confidence = How sure this is
date-source-hand = { $source }. Checked on { $date } by an administrator: { $sure }.
date-source-program = { $source }. Checked on { $date }: { $sure }.
date-source-rule = By rule: { $source }. Rule checked on { $date }.
date-source-none = No source was found.
deadline-geneva = { $date }, 23:59 in Geneva
deadline-own = { $geneva } (for you: { $here }, { $zone })
days-left = { $n ->
    [0] the last day is today
    [one] 1 day
   *[other] { $n } days
}
gap-cycle = not published yet
gap-slot = moved, the new session is not known
step-submission = Written submissions close
step-national-report = The State’s report is due
step-pre-session = Pre-session of UPR Info
step-advance-questions = Last day for questions in advance
step-review = Review in Geneva
step-adoption = Outcome adopted by the Council
step-mid-term = Mid-term report
step-next-review = Next cycle
special-title = Special case
special-none = None
special-note = What to know about it
special-moved = Moved out of the usual order
special-slot-unknown = New session not known
special-closed = No contributions received for now
special-adoption-missed = Did not come to the adoption
country-now-title = Where it stands now
country-now-unknown = The dates of this review are not known yet.
country-deadline = Written submissions close: { $days }.
country-step-ends = Until about { $date }.
country-how = How to do it
country-next = Next: { $title }, from about { $date }
country-way-title = The way of this review
country-way-note = Periods follow from rules and known dates. Several steps are open at once.
country-first = now
country-open = open
country-from = from about { $date }
country-dates-title = Dates: cycle { $cycle }, session { $session }
country-council = At the Council session { $name }.
country-council-rule = By rule at { $name }: in this cycle session n went to HRC n + 11.
country-next-cycle = No dates are published. In this cycle the State was in session { $session }, place { $place } of 14; the order was nearly the same as in the cycle before.
country-organisations-title = Our organisations
country-ready = { $organisations ->
    [0] No member of the network here.
    [one] One organisation, { $trained } trained.
   *[other] { $organisations } organisations, { $trained } individuals trained.
}
country-own-organisation = Your organisation
country-documents-title = Documents and links
country-documents-text = These pages are outside Upright. Opening them tells their owners that you did.
country-uhri = Recommendations of all cycles: Universal Human Rights Index (OHCHR)
country-uprdoc = Where submissions are handed in (OHCHR)
country-upr-info = UPR Info: pre-sessions, database of recommendations
country-moved-title = What moved lately
country-cycles-title = Other cycles
country-cycles-none = No other cycle is listed.
cycle-line = Cycle { $cycle }: session { $session }
cycle-by-rule = Cycle 3: session { $session }, if the order was the same
moved-changed = { $step }: { $old } → { $new }
moved-added = { $step }: now known, { $new }
moved-removed = { $step }: { $old } is no longer certain
follow-by-organisation = You are told when a date here moves: your organisation is in this State.
follow-reminders = Choose your reminders
follow-yes = You follow this State.
follow-no = Follow this State to be told of its dates.
follow-start = Follow
follow-stop = Stop following
feed-name = UPR calendar
feed-name-state = UPR: { $state }
feed-name-own = Upright
feed-neutral = Upright: a date you follow
feed-step = { $step }: { $state }
feed-estimate = Estimate: { $what }
feed-session-details = { $states }. { $source }
feed-title = Your private calendar
feed-text = One address with your workshops and the dates of your States, for your phone or mail program. Whoever has the address can read it: keep it to yourself. You can take it back at any time.
feed-made = An address was made on { $date }. It is shown only once.
feed-names = Show names of workshops and States (others may see your screen)
feed-make = Make my private address
feed-make-again = Make a new address, and end the old one
feed-revoke = Take the address back
amount-title = Reminders of deadlines
amount-text = By letter and on your first page, for the States of your organisations and those you follow.
amount-label = How many
amount-button = Save
amount-all = All: 12 and 6 months, 90, 30, 14, 7 days and 1 day before
amount-some = Some: 6 months, 30 and 7 days before
amount-last = One: the day before
amount-none = None
me-mail-refused = A letter to this address was refused on { $date }.
data-states-followed = States you follow
data-private-calendar = Your private calendar
data-reminders = Reminders you were sent
data-letters = Letters to you
due-title = Who is due
due-lead = States that are reviewed in the next two years, and who there is ready. Members without anybody trained come first.
due-none = No review of the next two years is dated or can be estimated. Enter dates as soon as they are published.
due-nobody = nobody trained
due-some = some organisations have nobody trained
due-ready = trained
due-no-member = no member
due-organisations = Organisations
due-do = What to do
due-make = Make a workshop
due-undated-title = Next cycle: no dates yet
due-undated-text = The dates of the next cycle are not published. These States have members of the network and were reviewed in this order; the order was nearly the same in earlier cycles.
due-last-session = Last session
due-workshop-title = Writing for the review of { $state }
briefing-title = Briefing
briefing-link = The briefing: every step, in order
briefing-pdf = The whole briefing as PDF
briefing-step-by-step = Read it step by step
briefing-contents = The steps
briefing-templates = Templates to write with
briefing-steps = Other steps
briefing-before = Before:
briefing-next = Next:
briefing-number = Step { $n } of { $of }
briefing-here-first = { $state } is here now
briefing-here = open for { $state }
briefing-when = When
briefing-who = Who may
briefing-result = What you then have
briefing-sure = How sure: { $sure }.
briefing-sources = Sources:
status-open = no ECOSOC status needed
status-ecosoc = ECOSOC status, or through a partner
status-states = States only
template-docx = Word file
template-text = Plain text
home-deadline-title = Your States
home-deadline-passed = written submissions closed on { $date } (session { $session })
home-state-step = Now:
home-next-write = Begin your organisation’s submission.
home-next-write-button = Begin
home-next-draft = Go on with your submission on { $title }.
home-next-draft-button = Open it
because-no-draft = { $n ->
    [0] Because written submissions on { $state } close today and your organisation has no draft.
    [one] Because written submissions on { $state } close tomorrow and your organisation has no draft.
   *[other] Because written submissions on { $state } close in { $n } days and your organisation has no draft.
  }
due-drafts = Drafts
due-submitted = Handed in
home-next-invitation = You are invited: { $title }
home-next-invitation-button = See the workshop and answer
home-next-workshop = You know the modules. Now join a workshop.
home-next-all-done = You have done everything. See what comes next for your country.
home-next-look = See what comes next for your country.
because-today = Because it is today.
because-deadline = { $n ->
    [0] Because written submissions on { $state } close today.
    [one] Because written submissions on { $state } close tomorrow.
   *[other] Because written submissions on { $state } close in { $n } days.
}
because-invited = Because a trainer invited your organisation.
because-begun = Because you began it.
because-needed = Because it is what you still need to count as trained.
because-done = Because everything else is done.
told-dates-moved = A date you follow moved:
told-deadline = { $state }: { $step }, { $days } ({ $date }, 23:59 in Geneva)
told-deadline-passed = A deadline you were reminded of has passed.
letter-deadlines = { $n ->
    [0] A deadline you follow is near: { $when }.
    [one] Two deadlines you follow are near. The first: { $when }.
   *[other] { $n } more deadlines and this one, which you follow, are near: { $when }.
    }

    See what to do next: { $link }
letter-dates-moved = A date you follow moved.

    { $lines }

    Which one: { $link }
letter-date-line = { $old } → { $new }
letter-date-unknown = not known
admin-calendar-title = The review schedule
admin-calendar-tab = Calendar
admin-calendar-lead = Every date has a source and a day on which it was checked. Those who follow a State are told when a date ahead moves.
admin-calendar-import = Bring in a file
admin-calendar-export = Take it out as CSV
admin-calendar-save = Save
admin-session-lead = These dates are shared by the States of the session. A State with dates of its own keeps them. An empty field means: not known.
admin-review-page = Its public page
link-title = What it is
link-url = Address
link-url-hint = Begins with https://
link-add = Add this link
link-remove = Remove
mail-title = Letters
mail-off = No mail server is set: nobody gets letters. See UPRIGHT_SMTP_URL in docs/deploy.md.
mail-counts = { $waiting } waiting, { $sent } sent in the last 90 days.
mail-oldest = The oldest waits since { $time }.
mail-failed-title = Not delivered
mail-failed-none = Every letter was taken by the mail server.
mail-asked = Asked for
mail-state = State
mail-words = What the mail server said
mail-tried = { $n ->
    [one] tried once, tried again later
   *[other] tried { $n } times, tried again later
}
mail-refused-tag = refused
import-schedule = Review schedule
import-schedule-columns = One row a State and cycle. More columns are understood: national_report, pre_session_start, pre_session_end, advance_questions, adoption_start, adoption_end, mid_term_start, mid_term_end, checked_on, special, note. An empty cell takes nothing away.
import-dates-moved = Dates added or moved
import-adds-date = { $step }: { $new }
import-adds-moved = { $step }: { $old } → { $new }
import-adds-session = session { $old } → { $new }
import-adds-name = { $old } → { $new }
notice-followed = You follow this State now.
notice-unfollowed = You no longer follow this State.
notice-calendar-changed = { $n ->
    [0] Saved. Nobody had to be told.
    [one] Saved. One person was told what moved.
   *[other] Saved. { $n } people were told what moved.
}
notice-checked-again = Noted: checked today.
notice-link-added = The link is on the page now.
notice-link-removed = The link is gone.
notice-workshop-made = The workshop is made, and its invitations are prepared. Look at its days first, then send them.
notice-reminder-amount-saved = Your choice is saved.
notice-feed-made = Here is your private address. Copy it now: it is shown only once.
notice-feed-revoked = The address works no longer.
error-web-address = Please enter an address that begins with https://
error-after-session = This must be before the session begins.
error-before-session = This must be after the session.
briefing-pdf-checked = Facts checked on 23 November 2026. Each step says how sure we are, and where it comes from.

## The studio: written submissions

nav-submissions = Submissions
save = Save
somebody = Somebody
error-file-kind = This kind of file is not taken here. Bring a PDF, a picture (PNG, JPEG), Word (DOCX), a table (XLSX, CSV) or plain text.
error-file-too-large = This file is too large. Ten megabytes are the most.
problem-paragraph-changed = Somebody else changed this paragraph while you wrote. Nothing was overwritten: both texts are below.
problem-paragraph-removed = Somebody else removed this paragraph while you wrote. Your text is below: copy it into a new paragraph.
problem-submission-fixed = This submission was handed in. Its text is kept as it was and can't be changed.
problem-outcome-there = It is entered already. Take that back first, if it is wrong.
problem-not-submitted = Enter first that the submission was handed in.
problem-nothing-written = Nothing is written yet.
problem-too-many-paragraphs = A submission can have two thousand paragraphs at most. Nothing was added.
problem-comment-settled = This comment was settled already.
problem-lead-stays = The organisation that leads the submission stays in it.
problem-mentor-asked = A mentor was asked or has it already.
problem-nothing-marked = No recommendation is marked yet. Mark some first.

submissions-title = Written submissions
submissions-lead = A written submission tells the United Nations what happens to human rights in one State. Any organisation can send one. No special status is needed.
submissions-none = You have no submission yet.
submissions-no-organisation = A submission is made by an organisation, and your account belongs to none. Ask your focal point for an invitation.
submission-late = The deadline passed on { $date }. You can still write and keep the text: it is useful for States, and for the next review.
submission-joint = joint
submission-reading = you read it
submission-begin-title = Begin a submission
submission-begin = Begin
submission-state = State under review
submission-state-hint = One submission is about one State only.
submission-language = Language
submission-language-hint = English, French or Spanish are read fastest in Geneva.
submission-session = Working Group session { $session }
submission-no-date = The deadline is not confirmed yet. Look at the calendar and at OHCHR’s page.
submission-outline = The parts
submission-tools = Work on it
submission-settings = Name, language, alone or together
submission-name = Name of the submission
submission-who = Who makes it
submission-individual = One organisation
submission-joint-long = Several organisations together (joint)
submission-put-away = Put this submission away
submission-put-away-text = It is then shown nowhere. What was handed in can’t be put away.
section-who = Who we are
section-method = Method
section-follow-up = Follow-up to the last cycle
section-issues = Issues
section-recommendations = Recommendations
section-annex = Annex
section-empty = nothing yet
section-size = { $n ->
    [one] 1 paragraph, { $words } words
   *[other] { $n } paragraphs, { $words } words
  }
section-before = Before: { $name }
section-next = Next: { $name }
kind-paragraph = Paragraph
kind-heading = Heading of an issue
kind-recommendation = Recommendation
paragraph-number = { $kind } { $n }
paragraph-words = { $notes ->
    [0] { $body ->
        [one] 1 word
       *[other] { $body } words
      }
   *[other] { $body ->
        [one] 1 word
       *[other] { $body } words
      }, and { $notes } in notes
  }
paragraph-kind = What this is
paragraph-more = Move, add, remove
paragraph-evidence = { $n ->
    [0] Add evidence
    [one] Evidence (1 card), add more
   *[other] Evidence ({ $n } cards), add more
  }
paragraph-remove = Remove
move-up = Move up
move-down = Move down
add-after = Add one after this
add-again = Add it as a new paragraph
add-paragraph = Add a paragraph
add-recommendation = Add a recommendation
add-heading = Add a heading
status-planned = planned
status-drafting = being written
status-in-review = with a mentor
status-signed-off = signed by all
status-submitted = handed in
status-published = published
words-title = Words used
words-used = { $n } of { $limit } words. { $left } left.
words-over = { $n } of { $limit } words: { $more } too many. A submission that is too long can be refused.
words-only = { $n } words.
words-how = How this is counted
words-what = Counted: every paragraph and heading from “Who we are” to the recommendations. Not counted: footnotes ({ $notes } words), the annex ({ $annex } words) and the cover. OHCHR’s rule on footnotes was not seen in print: keep to references in them.
words-rule = { $source }. Checked on { $date }.
words-rule-other = { $source }. Checked on { $date }. No limit was found for this session yet: this is the last one known. Check OHCHR’s page.
guide-title = What belongs here
guide-notes = Footnote: write ^[source] right after the words it is for. It gets its number by itself and does not count.
guide-who = Name and kind of your organisation, since when it works, what it does, how to reach it. In a joint submission: every organisation.
    Keep it to one or two paragraphs.
guide-method = How you know what you say: interviews, visits, court papers, official figures. From when to when. How the people you spoke to are kept safe.
guide-follow-up = What the State promised in its last review, and what became of it. Name the recommendation, who made it, and what changed for people.
    Mark the recommendations in the matrix first: it drafts this part for you.
guide-issues = Two or three issues, each under its own heading. For each: what happens, to whom, since when, how you know it, which obligation it breaks.
    Facts since the last review. Older ones only to explain.
guide-recommendations = Under each issue’s heading, what the State should do. One recommendation asks for one action, by a time that can be checked.
    States have about a minute in Geneva: short ones are taken up.
guide-annex = Tables, laws, longer lists. The annex does not count against the limit, and may not be read. Put nothing here that the text needs.
example-who = Example: “[Name] is a network of 14 organisations in [State], founded in 2009. We give legal help to people who are tried for what they believe. Contact: office@example.org.”
example-method = Example: “This submission rests on 46 interviews in five districts between March 2024 and May 2026, and on 112 court decisions. All who were interviewed agreed to the use of what they told; names are left out for their safety.”
example-follow-up = Example: “In 2022 the State supported recommendation 120.45 (Norway), to repeal section 122 of the Penal Code. The section is still in force: 31 people were charged under it since.^[Ministry of Justice, annual figures 2023 to 2025]”
example-issues = Example: “Since 2023 every association must ask for a permit each year. Of 212 that asked, 67 got none, without a reason. 41 of them work on the rights of women.^[Official Gazette, 2023 to 2025]”
example-recommendations = Example: “Repeal sections 4 to 9 of the Associations Act, on yearly permits, by the end of 2028.”
example-annex = Example: “Table 1: associations that were refused a permit, by district and year.”
studio-others-changed = Somebody else changed this section while you write. Their text is shown; yours stays as it is.
studio-conflict = Somebody else changed this paragraph. Both texts are shown in a moment.
conflict-title = { $name } changed this paragraph while you wrote. It says now:
conflict-text = Below is your text. Change it as you want both to be kept, then save.
kept-title = Your text is kept here
kept-text = You can no longer write in this submission: your organisation may have been taken out of it. This is what you typed last. Copy it.
kept-signed-out = You were signed out while you wrote. This is what you typed last. Copy it, then sign in.
kept-none = Nothing is kept here.
kept-label = What you typed
comments-title = { $n ->
    [0] Comment
    [one] 1 comment
   *[other] { $n } comments
  }
comments-open = { $n ->
    [one] 1 open comment
   *[other] { $n } open comments
  }
comment-new = New comment
comment-answer = Answer
comment-send = Send
comment-suggest = Suggest another text
comment-suggestion = Suggested text
comment-suggestion-hint = The whole paragraph as you would write it
comment-settle = Mark as done
comment-done = done
comment-taken = suggestion taken
comment-declined = suggestion not taken
suggestion-tag = suggestion
suggestion-take = Take this text
suggestion-decline = Do not take it
next-begin = Begin with who you are: two sentences are enough for today.
next-begin-button = Write
next-comments = { $n ->
    [one] One comment waits for an answer.
   *[other] { $n } comments wait for an answer.
  }
next-comments-button = Read the comments
next-checks = Go on writing. Then read the whole text: what to look at before it goes out is shown there.
next-checks-button = Read the whole text
next-in-review = A mentor has the text. You can go on writing.
next-hand-in = Every organisation signed. Upload the Word file in OHCHR’s system, then enter here that it was handed in.
next-hand-in-button = Hand in
next-publish = Handed in. When the text is public, enter its address.
next-follow = It is public. Follow what comes of it.
next-read = Read the text and say what you think.
read-title = Read the whole text
read-title-comments = { $n ->
    [one] Read the whole text (1 open comment)
   *[other] Read the whole text ({ $n } open comments)
  }
read-edit = Change
checks-title = Before it goes out
checks-none = Nothing was found that needs another look.
checks-lead = { $n ->
    [one] One thing to look at. It does not stop you.
   *[other] { $n } things to look at. They do not stop you.
  }
flag-too-long = Too long
flag-too-long-why = Shorten the longest part, or move tables and lists to the annex.
flag-near = Near the limit
flag-empty-section = Nothing is written in “{ $section }”
flag-cards-stay = { $n ->
    [one] One evidence card stays here
   *[other] { $n } evidence cards stay here
  }
flag-cards-stay-why = They are sensitive or somebody did not agree. Cards are in no export. Look that the text itself does not tell what they protect.
flag-consent = A person did not agree
flag-consent-why = The card says that consent was not given. A submission is public with the name of your organisation: leave this out, or make the person impossible to recognise.
export-docx = Word file
export-pdf = PDF
export-txt = Plain text
sign-title = Signatures
sign-text = The focal point of each organisation that writes signs the text as it is. One changed word, and they sign again.
sign-text-after = Handed in. An organisation that contributed is counted once it has signed the text.
sign-button = Sign for my organisation
signed-by = by { $name }, { $date }
signed-tag = signed
signed-old = signed an earlier text
signed-not = not signed yet
makers-title = Organisations
team-lead-text = Who makes this submission. Contributors write and sign; readers read and comment.
team-lead = leads
team-contributor = contributes
team-reader = reads
makers-remove = Take out
team-add-title = Bring another organisation in
team-add-text = With a second organisation that contributes, the submission is joint and the longer limit holds.
team-name = Name of the organisation
team-name-hint = As it is written in Upright. For the safety of members there is no list to choose from.
makers-role = Its part
makers-add = Bring it in
history-title-submission = Earlier texts
history-lead-submission = Texts are kept by themselves every half hour of writing, and whenever something large happens. Nothing that was written is lost.
reason-kept = Kept by hand
reason-automatic = Kept by itself
reason-review = As the mentor was given it
reason-signed = As it was signed
reason-import = Before a document was brought in
reason-before-restore = Before an earlier text was brought back
reason-submitted = As it was handed in
version-words = { $n } words
version-name = Name
version-name-hint = For example: after the meeting of 3 March. May be left empty.
version-keep = Keep the text as it is now
diff-added = added:
diff-removed = removed:
removed-title = Removed paragraphs
bring-back = Bring it back
evidence-title = Evidence
evidence-lead = One card for each thing you claim: where it comes from, and who agreed. Cards are for you. They are in no export.
evidence-none = There is no card yet.
evidence-new = New card
evidence-edit = Change this card
evidence-remove = Throw away
evidence-claim = What you claim
evidence-claim-hint = One fact. Do not write the names of victims here.
evidence-source = Where it comes from
evidence-source-hint = A document, an interview, your own visit
evidence-date = Date
evidence-consent = Consent
evidence-consent-hint = Did the people it is about agree that it is made public?
evidence-safety = Safety
evidence-safety-hint = Could somebody be recognised and harmed by it?
evidence-open = It can be shown
evidence-sensitive = Sensitive: it stays here
evidence-sensitive-tag = sensitive
evidence-stays = stays out of exports
evidence-paragraph = For which paragraph
evidence-no-paragraph = For none in particular
consent-not-needed = About nobody in particular
consent-given = They agreed
consent-not-given = They did not agree, or were not asked
matrix-title = Last cycle’s recommendations
matrix-lead = What other States asked for in the last review, and what became of it. The Council wants to know, and many submissions forget it.
matrix-none = No recommendation was brought in yet.
matrix-all = All
matrix-mark = What became of it
matrix-evidence = How you know it
matrix-file = Table (CSV or XLSX)
matrix-bring-title = Bring recommendations in
matrix-bring-text = Take them from OHCHR’s index (uhri.ohchr.org) or from UPR Info’s database, as Excel or CSV. The table needs a column “Recommendation”; “Number”, “Recommending State” and “Position” are read too. What is here already keeps its mark.
matrix-bring = Bring in
matrix-draft-title = A first text
matrix-draft-text = The marked recommendations are written as paragraphs of “{ $section }”, to be shortened by you.
matrix-draft = Draft the paragraphs
prior-open = not looked at
prior-implemented = Implemented
prior-partly = Partly implemented
prior-not = Not implemented
prior-regressed = Worse than before
prior-unknown = Can’t be known
position-supported = supported
position-noted = noted
position-unknown = answer not known
follow-up-sum = Of { $n } recommendations that were looked at, { $done } are implemented, { $partly } in part, { $not } are not; in { $worse } cases the situation is worse than before, and of { $unknown } it can’t be known.
mentor-title = Ask a mentor
mentor-lead = A trainer of the network reads your text and says what would make it stronger.
mentor-question = What should the mentor look at?
mentor-question-hint = May be left empty
mentor-ask = Ask for a mentor
mentor-write-first = Write something first. Then a mentor can read it.
mentor-take = I read it
mentor-waits = Waits for a mentor since { $date }
mentor-reads = { $name } reads it since { $date }
mentor-withdrawn = Taken back on { $date }
mentor-give-back = I can’t read it: give it back
mentor-withdraw = We need no mentor any more
mentor-done = { $name } answered on { $date }
mentor-answer-title = Your answer
mentor-answer-text = Comment on single paragraphs in the text. Say here what matters for the whole.
mentor-answer = What you say
mentor-answer-send = Send the answer
criterion-relevance = Relevance
criterion-relevance-hint = About this State, since its last review, and about what matters most
criterion-evidence = Evidence
criterion-evidence-hint = Every claim has a source and a date
criterion-recommendations = Recommendations
criterion-recommendations-hint = One action each, one actor, a time; they follow from the facts
criterion-clarity = Clarity and length
criterion-clarity-hint = Short sentences; within the limit
criterion-safety = Safety
criterion-safety-hint = Nobody can be recognised who did not agree
grade-rework = needs work
grade-nearly = nearly there
grade-ready = ready
mentor-waiting-title = Submissions for mentors
waiting-lead = Who waits for whom, and since when. The longest wait comes first.
waiting-none = Nobody waits.
waiting-you = { $n ->
    [0] you read it; asked today
    [one] you read it; asked yesterday
   *[other] you read it; asked { $n } days ago
  }
waiting-mentor = { $n ->
    [0] { $name } reads it; asked today
    [one] { $name } reads it; asked yesterday
   *[other] { $name } reads it; asked { $n } days ago
  }
waiting-nobody = { $n ->
    [0] waits since today
    [one] waits since yesterday
   *[other] waits since { $n } days
  }
waiting-deadline = deadline { $date }
after-title = Handing in, and what came of it
after-lead = From your text to a change: each step with the day and what shows it. What is shown by a document counts more than what is only said.
after-unsigned = Not every organisation signed the text as it is.
outcome-enter = Enter it
outcome-on = Day
outcome-evidence = What shows it
outcome-evidence-hint = A number, a paragraph, a few words
outcome-url = Address of the page
outcome-file = File
outcome-file-hint = A receipt or document: PDF, picture, Word or text, ten megabytes at most
outcome-save = Save
outcome-back = Take this back
outcome-back-reason = Why
outcome-submitted = Handed in
outcome-published = Published
outcome-cited = Cited in OHCHR’s summary
outcome-recommended = A State recommended it
outcome-supported = The State under review supported it
outcome-followed-up = Followed up
outcome-submitted-hint = Upload the Word file in OHCHR’s system (uprdoc.ohchr.org), then enter the day here and keep the receipt.
outcome-published-hint = The address where the text can be read.
outcome-cited-hint = Name the paragraph of the summary that cites you.
outcome-recommended-hint = Name the recommendation in the Working Group’s report, and the State that made it.
outcome-supported-hint = Name the recommendation and the document with the State’s answer.
outcome-followed-up-hint = What was done: a law, a decision, a report.
certainty-declared = declared
certainty-documented = documented
certainty-matched = matched
told-submission-shared = “{ $title }” was shared with your organisation.
told-submission-commented = Somebody commented on “{ $title }”.
told-mentor-asked = “{ $title }” waits for a mentor.
told-request-withdrawn = Nobody waits for your reading of “{ $title }” any more.
told-mentor-answered = Your mentor answered about “{ $title }”.
studio-begun = Begun. Everything you type is kept.
studio-paragraph-saved = Saved.
studio-paragraph-removed = Removed. You find it again under “Earlier texts”.
studio-brought-back = The paragraph is back.
studio-version-kept = The text is kept as it is now.
studio-text-restored = The earlier text is back. What was there before is kept too.
studio-comment-added = Your comment is there.
studio-comment-settled = Settled.
studio-team-changed = The organisations are changed.
studio-signed = Signed.
studio-mentor-asked = The trainers were told. You hear when somebody answers.
studio-mentor-taken = It is yours to read.
studio-mentor-given-back = It waits for another mentor now.
studio-request-withdrawn = You asked for no mentor any more.
studio-mentor-answered = Your answer was sent.
studio-card-saved = The card is saved.
studio-card-removed = The card is gone.
studio-matrix-brought = { $n ->
    [0] Nothing new: these recommendations are here already.
    [one] One recommendation was brought in.
   *[other] { $n } recommendations were brought in.
  }
studio-mark-saved = Saved.
studio-outcome-recorded = Entered.
studio-outcome-taken-back = Taken back.
studio-changed = Changed.
studio-put-away = The submission is put away.
studio-document-brought = { $n ->
    [one] One paragraph was brought in.
   *[other] { $n } paragraphs were brought in.
  }
flag-several-states = Another State
flag-several-states-why = A submission is about one State. Name others only where they do something there.
flag-names-person = A name of a person?
flag-names-person-why = A submission is public for ever. Name somebody only if it is safe and they agreed: then make an evidence card with their consent.
flag-template = Text of an example is left
flag-template-why = Write your own facts in its place.
flag-language = Another language
flag-language-why = The text looks like { $language }. A submission is in one of the six languages of the UN, and in the one that is chosen under “Name, language”.
flag-preferred = English, French or Spanish are preferred
flag-preferred-why = OHCHR takes all six languages of the UN. These three are read first.
flag-abusive = An insult
flag-abusive-why = Say what somebody did. Abusive language is a reason to refuse a submission.
flag-marks = Marks of an editor
flag-marks-why = Something of a word processor came along. Take it out.
rule-lead = What a reader in Geneva could ask. Nothing here stops you.
rule-good = One action, by a time, that can be checked. A State can read it out as it is.
rule-no-verb = No verb of action
rule-no-verb-why = Begin with what to do: repeal, adopt, publish, train, investigate, ratify.
rule-weak-verb = Weak verb
rule-weak-verb-why = Nobody can say later whether it was done. Ask for an act.
rule-several-actions = More than one action
rule-several-actions-why = Make a recommendation of each: the State can then support one and note the other.
rule-no-actor = Who acts?
rule-no-actor-why = Name who should do it, or begin with the verb.
rule-several-actors = More than one actor
rule-several-actors-why = One of them will wait for the other. Name one.
rule-no-time = No time
rule-no-time-why = Say by when: a date, or “before the mid-term report”.
rule-not-measurable = How to check it?
rule-not-measurable-why = Name a law, an article, a number or a report that one can look at.
rule-too-long = Long
rule-too-long-why = Over { $n } words. A State has about a minute for all of its recommendations.
data-submission-texts = Paragraphs of submissions you wrote
data-submission-comments = Comments on submissions
data-mentoring = Submissions read by a mentor
error-file-broken = This file is damaged: it can't be read to its end. Open it in your program, save it again, and try once more.
error-file-encrypted = This document is locked with a password. Take the password off and save it again.
error-file-macros = This document holds a program (macros). Save it as a plain Word document (.docx) first.
error-file-old-word = This is a document of an old Word (.doc). Save it as .docx first.
document-title = Bring a Word document in
document-text = The text is added behind what is here, each part under its heading. Footnotes come along. What was here before is kept under “Earlier texts”.
document-file = Word document (DOCX)
studio-left-out = Not kept: { $what }.
left-tracked = tracked changes (insertions were taken, deletions left out)
left-comments = comments
left-tables = tables (their text came as paragraphs)
left-images = pictures
left-boxes = text boxes (their text came as paragraphs)
left-contents = the table of contents
left-symbols = symbols of a special font
left-hidden = hidden text

## Oral statements

statements-title = Oral statements
statements-link = Oral statements at the Human Rights Council
statements-lead = When the Human Rights Council adopts the outcome of a review, organisations may speak: about two minutes each. Only an organisation with ECOSOC consultative status can hold a place; others can speak in its name, or sign together.
statements-none = You have no statement yet.
statements-no-organisation = A statement is made by an organisation, and your account belongs to none. Ask your focal point for an invitation.
statement-begin-title = Begin a statement
statement-occasion = When it is spoken
occasion-adoption = Adoption of the outcome
occasion-debate = General debate
statement-made-on = spoken on { $date }
statement-to-sign = you are asked to sign
statement-adoption-on = The Council adopts the outcome:
statement-request-by = Ask for a place on the list of speakers until { $date }: requests must be in 24 hours before the debate. The list opens some days before the session.
statement-next-write = Write what you will say.
statement-next-practise = Read it aloud with the clock.
statement-next-prepare = The text is there. Now prepare the day in Geneva.
statement-text = Your words
statement-conflict = Somebody else changed this text while you wrote. Nothing was overwritten: both texts are here.
statement-guide = Two minutes are short. This fits:
    1. One sentence: who you are.
    2. Two or three answers of the State: what is right in them, what is missing.
    3. One recommendation the State only noted, and should still put into practice.
    4. One clear demand, with a date.

    It is not a new report. About { $words } words fit into your time.
statement-cut-title = The microphone is cut off before this
statement-settings = Name, time, in whose name
statement-name = Name of the statement
statement-limit = Seconds you may speak, if the Council’s note says another time
statement-limit-hint = Leave it empty for the rule. The Council has cut speaking times before: look at the note for this session.
statement-speaks-label = The organisation with ECOSOC status in whose name it is spoken
statement-speaks-hint = It may be outside the network. Write its full name.
statement-speaks = Spoken in the name of { $name }.
statement-speaks-none = No organisation with ECOSOC status is named yet. Without one, nobody can speak. Enter it under “Name, time, in whose name”.
statement-put-away = Put this statement away
statement-put-away-text = It is then shown nowhere. What was spoken can’t be put away.
time-title = Speaking time
time-used = { $words } words: { $time } of { $limit } minutes.
time-over = { $words } words: { $time } minutes, and { $limit } are allowed. { $more } too long.
time-rule = { $source }. Checked on { $date }.
time-rule-own = The time entered for this statement.
pace-own = At your own pace of { $pace } words a minute, from your latest practice.
pace-usual = At { $pace } words a minute, a pace interpreters can follow. Practise once, and your own pace counts.
pace-too-fast = At { $pace } words a minute interpreters fall behind. Speak slower, and cut words.
speak-title = Practise with the clock
speak-empty = There is nothing to read yet. Write your words first.
speak-start = Start
speak-stop = Stop
speak-how = Read aloud, as you would in the room. Underlined words come after your time is up.
speak-over = Your time is up: the microphone is off.
practice-title = Your practice
run-time = How long it took
run-time-hint = Minutes and seconds, like 1:52. Stopping the clock fills this in; any watch will do.
run-keep = Keep this time
run-line = { $date }: { $time } for { $words } words, { $pace } words a minute
run-remove = Remove
run-own = Only you see this.
co-signers-title = Make it together
co-signers-text = A joint statement is one text that several organisations sign. One changed word, and they sign again.
co-signers-none = Nobody was asked yet.
co-signers-ask = Ask them to sign
prepare-title = Prepare the day
prepare-left = { $n ->
    [0] All is done.
    [one] One thing is left.
   *[other] { $n } things are left.
}
prepare-safety = The speaker knows the risks
prepare-safety-hint = Statements are public and filmed. Decide who speaks and who is named; know whom to tell of reprisals.
prepare-accredited = The speaker is accredited
prepare-accredited-hint = By the organisation with ECOSOC status. A badge takes days; a visa takes weeks.
prepare-listed = You are on the list of speakers
prepare-listed-hint = Online, some days before the session. There are ten places for organisations, first come, first served.
prepare-uploaded = The text is uploaded and the speaker named
prepare-uploaded-hint = In the same system as the list.
prepare-interpreters = The interpreters have the text
prepare-interpreters-hint = A text they know is understood in six languages.
prepare-video = A recorded statement is ready
prepare-video-hint = In case nobody can travel, or the visa is late.
prepare-source = From guides of OHCHR, ISHR and UPR Info. Days and places change: look at the Council’s note to organisations for this session.
made-title = Spoken
made-not-yet = Not spoken yet.
made-counts-joint = Once entered it counts as a joint statement: others signed this text.
made-counts-alone = Nobody else signed this text: once entered, it does not count as a joint statement.
made-session = Session of the Human Rights Council
made-session-hint = Its number, like 64.
made-url = Where it can be seen (UN Web TV) or read
made-save = It was spoken
statement-made = { $date }, session { $session } of the Council
told-statement-to-sign = You are asked to sign the oral statement “{ $title }”.
problem-statement-made = This statement was spoken. Its text is kept as it was and can’t be changed.
studio-statement-put-away = The statement is put away.
studio-co-signer-asked = They were told.
studio-run-kept = Kept. The time is reckoned at your pace now.
studio-run-removed = Removed.
data-statement-texts = Oral statements: what you wrote
data-practice = Practice of oral statements

## Guidance

guidance-title = Ask for guidance
guidance-lead = Your organisation asks, somebody of the network answers: about a submission, an oral statement, or the review itself. You get an answer within three days.
guidance-none = Your organisation has not asked anything yet.
guidance-no-organisation = Questions are asked by organisations, and your account belongs to none. Ask your focal point for an invitation.
guidance-ask-title = Ask a question
guidance-ask = Send the question
guidance-about = What is it about?
guidance-about-submission = A written submission
guidance-about-statement = An oral statement
guidance-about-review = The review: dates, rules, whom to talk to
guidance-about-other = Something else
guidance-line = The question in one line
guidance-text = The whole question
guidance-text-hint = Trainers of the network read this. Do not name victims.
guidance-file = A file, if it helps
guidance-open = waits for an answer
guidance-answered = answered
guidance-settled = settled
guidance-waits = { $n ->
    [0] since today
    [one] for one day
   *[other] for { $n } days
}
guidance-due = answer due on { $date }
guidance-owner = with { $name }
guidance-no-owner = nobody has taken it yet
guidance-erased = (erased)
guidance-more = Write more
guidance-send-question = Send
guidance-answer = Answer
guidance-send-answer = Send the answer
guidance-take = I take it
guidance-settle = Nothing more to do
guidance-day = Answer by another day
guidance-waiting-title = Questions of members
guidance-waiting-lead = What organisations asked, the one that waits longest first. After three days without an answer all trainers are told.
guidance-waiting-none = No question waits.
guidance-late = { $n ->
    [one] One question waits for more than three days.
   *[other] { $n } questions wait for more than three days.
}
guidance-show-all = Show the answered ones too
guidance-only-open = Show only what waits
entry-title = Put this into the briefing
entry-text = It can help others. Everybody can read the briefing: take out names of people, organisations and States.
entry-question = Question
entry-answer = Answer for all
entry-add = Put into the briefing
entry-withdraw = Take out of the briefing
entries-title = Questions members asked
told-guidance-asked = An organisation asks: “{ $title }”.
told-guidance-answered = There is news on the question “{ $title }”.
told-guidance-overlooked = A question waits for more than three days: “{ $title }”.
studio-guidance-asked = Sent. You are told when somebody answers.
studio-guidance-written = Sent.
studio-guidance-taken = It is yours to answer.
studio-entry-added = It is in the briefing now.
studio-entry-withdrawn = It is no longer in the briefing.
data-guidance = Guidance: what you asked and answered

## From training to what changed

funnel-tab = What came of it
funnel-title = From training to what changed
funnel-lead = How many organisations got how far, each counted once for each step.
funnel-step = Step
funnel-organisations = Organisations
funnel-shown = more than declared
funnel-note = Each step stands on evidence of its own: a later one is no evidence of an earlier one, so the numbers need not fall. “More than declared”: Upright holds it, a document shows it, or a person confirmed that texts match. Drafts are counted, never shown.
funnel-chains = Organisations that write
funnel-none = No organisation has written a submission yet.
link-trained = Trained
link-drafted = Drafted
link-submitted = Handed in
link-cited = Cited in the summary
link-recommended = Recommendation made
link-supported = Supported by the State
link-followed-up = Acted on
link-not-yet = not yet known

## Talking with States
lobby-title = Talk with States
lobby-lead = Only States make recommendations. Bring each one page it can read in a minute, and one recommendation it can read out.
lobby-review-on = The review:
lobby-from = Start about four months before, from { $date }: embassies at home, missions in Geneva, and the capital.
lobby-now = Now is the time: States write their recommendations in these weeks. Embassies at home, missions in Geneva, and the capital.
lobby-over = The review has taken place. Pages and letters stay here for the next one.
lobby-pages = One page on each issue
lobby-pages-text = The problem, what shows it, what the last review said, and two or three recommendations. It begins with what your text says; cards of evidence stay where they are.
lobby-pages-none = No page yet.
lobby-page-of = Make a page:
lobby-page-other = A page on another issue
lobby-issue = The issue
lobby-begin = Begin
lobby-asks = { $n ->
    [0] no recommendation yet
    [one] 1 recommendation
   *[other] { $n } recommendations
}
lobby-letters = Letters
lobby-letters-text = One letter for each State, each with another recommendation: then more of them are made.
lobby-letters-none = No letter yet.
lobby-letter-other = A letter to another State
lobby-state = State that is written to
lobby-choose = Choose
lobby-page = Page that goes with it
lobby-no-page = none
lobby-sent = sent on { $date }
lobby-not-sent = not sent
lobby-same-ask = Another letter asks for the same. Bring each State another recommendation.
lobby-suggested = States that spoke before
lobby-suggested-text = From the list of the last cycle’s recommendations, what is nearest to your pages first. Who asked before often asks again.
lobby-made = { $n ->
    [one] made 1 recommendation
   *[other] made { $n } recommendations
}
lobby-about = Near to:
lobby-write-to = Write to
lobby-no-matrix = Bring in the list of the last cycle’s recommendations, and the States that spoke before are named here:
lobby-all = All pages and letters in one file
sheet-lead = For a diplomat who has one minute. Short sentences, numbers, sources.
sheet-fits = It fits on one page.
sheet-too-long = It takes { $n } pages. Shorten it to one: fewer pieces of evidence, shorter sentences.
sheet-problem = The problem
sheet-problem-hint = Two or three sentences.
sheet-evidence = What shows it
sheet-evidence-hint = One piece on each line, with its source. No names of victims.
sheet-before = What the last review said
sheet-before-hint = One on each line. May be empty.
sheet-asks = Recommendations
sheet-asks-hint = One on each line, at most three, so short that a State can read them out.
sheet-contact = How to reach you
sheet-contact-hint = An address of the organisation, not of a person. May be empty.
sheet-asks-look = The recommendations, looked at
sheet-remove = Throw this page away
sheet-remove-text = Letters it goes with stay, without it.
letter-title = Letter to { $state }
letter-lead = Change what you want, also in the Word file. Write your name under it by hand.
letter-addressee = To whom
letter-addressee-hint = A mission in Geneva, an embassy at home, or the ministry: one line each.
letter-why = Why this State
letter-why-hint = What it recommended before, what it stands for. May be empty.
letter-ask = The recommendation
letter-ask-hint = One, in words the State can use as they are.
letter-page-hint = Its problem is told in the letter; attach the PDF.
letter-sent = Sent on
letter-sent-hint = Leave it empty until it is sent.
letter-same-ask = The same is asked of { $states }. Bring each State another recommendation.
letter-whole = The whole letter
letter-remove = Throw this letter away
studio-sheet-removed = The page is gone.
studio-letter-removed = The letter is gone.

## What States took up
echo-title = What States took up
echo-lead = Recommendations that States made at the review and that come near to yours. You say which are yours: then it is entered, with the words that show it.
echo-share = { $near } of { $made } recommendations come near to yours.
echo-no-list = The list of this review’s recommendations is not here yet.
echo-none = None of them comes near to yours, by its words. Look through the list yourself: words can differ.
echo-near = { $share } of its telling words stand in your
echo-entered = entered
echo-wrote = you wrote to this State
echo-enter = It is ours: enter it
echo-bring-title = The review’s recommendations
echo-bring-text = A table with the recommendations of this review, as OHCHR’s index and UPR Info’s database export it. Bring it again when the State has answered: its answers are taken from the newer file.
