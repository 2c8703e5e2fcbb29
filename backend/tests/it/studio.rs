//! The studio: nobody overwrites what they have not seen, nothing that was written is lost, what was signed is what was
//! read, and a submission that was handed in counts its organisations once.

use backend::{
    Conflict, Context, Error, access,
    access::Granted,
    account::StaffRole,
    organisation,
    stored_file::Brought,
    submission::{self, CardForm, Line, Move, NewComment, NewSubmission, OutcomeForm, Resolve, Role, RubricForm, Step, Submission},
    testing::World,
    training,
};
use domain::{
    autosave::Sender,
    ids::{OrganisationId, PersonId, SubmissionId},
    policy::action,
    submission::{Criterion, Grade, Kind, Section, Status},
};

struct Draft {
    world: World,
    ana: PersonId,
    ben: PersonId,
    organisation: OrganisationId,
    id: SubmissionId,
}

/// Ana and Ben of one organisation, and a submission on Ireland.
async fn draft() -> Draft {
    let world = World::with_content().await;
    let (ana, ben) = (world.person("Ana").await, world.person("Ben").await);
    let organisation = world.organisation("Lamplight").await;
    for person in [ana, ben] {
        world.join(person, organisation).await;
    }
    let ctx = world.ctx(ana).await;
    let new = NewSubmission { state: "IRL".into(), joint: false, language: "en".into() };
    let id = submission::begin(&ctx, &organisation::load_for(&ctx, organisation).await.unwrap(), &new).await.unwrap();
    Draft { world, ana, ben, organisation, id }
}

impl Draft {
    async fn writing(&self, who: PersonId) -> (Context, Granted<Submission, action::WriteSubmission>) {
        let ctx = self.world.ctx(who).await;
        let granted = submission::load_for(&ctx, self.id).await.unwrap();
        (ctx, granted)
    }

    async fn leading(&self, who: PersonId) -> (Context, Granted<Submission, action::LeadSubmission>) {
        let ctx = self.world.ctx(who).await;
        let granted = submission::load_for(&ctx, self.id).await.unwrap();
        (ctx, granted)
    }

    async fn write(&self, who: PersonId, section: Section, text: &str) {
        let (ctx, granted) = self.writing(who).await;
        submission::add(&ctx, &granted, section, None, Kind::Text, text).await.unwrap();
    }

    async fn texts(&self) -> Vec<String> {
        let (ctx, granted) = self.writing(self.ana).await;
        submission::paragraphs(&ctx, &granted).await.unwrap().into_iter().map(|p| p.text).filter(|t| !t.is_empty()).collect()
    }

    async fn status(&self) -> Status {
        self.writing(self.ana).await.1.status()
    }
}

fn conflict<T: std::fmt::Debug>(result: Result<T, Error>) -> Conflict {
    match result {
        Err(Error::Conflict(conflict)) => conflict,
        other => panic!("no conflict: {other:?}"),
    }
}

#[tokio::test]
async fn two_who_write_never_overwrite_each_other_unseen() {
    let draft = draft().await;
    let (ana, a) = draft.writing(draft.ana).await;
    let (ben, b) = draft.writing(draft.ben).await;
    let first = submission::paragraphs(&ana, &a).await.unwrap().remove(0);
    assert_eq!((first.section, first.version, first.number), (Section::Who, 1, None), "an empty place has no number");

    let saved = submission::save(&ana, &a, first.id, 1, Kind::Text, "  We are three.\r\n ").await.unwrap();
    assert_eq!(saved.version, 2);
    // the same text again is no change, whatever version it was made from
    assert_eq!(submission::save(&ben, &b, first.id, 1, Kind::Text, "We are three.").await.unwrap(), saved);
    // another one is refused, and what is there stays
    let late = submission::save(&ben, &b, first.id, 1, Kind::Text, "We are four.").await;
    assert_eq!(conflict(late), Conflict::ParagraphChanged);
    assert_eq!(draft.texts().await, ["We are three."]);
    // seen, it can be changed
    submission::save(&ben, &b, first.id, 2, Kind::Text, "We are four.").await.unwrap();
    assert_eq!(draft.texts().await, ["We are four."]);

    // removed while somebody writes in it: told, and it can be brought back
    submission::remove(&ana, &a, first.id, 3).await.unwrap();
    assert_eq!(conflict(submission::save(&ben, &b, first.id, 3, Kind::Text, "We are five.").await), Conflict::ParagraphRemoved);
    assert_eq!(conflict(submission::remove(&ana, &a, first.id, 3).await), Conflict::ParagraphChanged);
    let gone = submission::removed(&ana, &a).await.unwrap();
    assert_eq!(gone.iter().map(|r| r.text.as_str()).collect::<Vec<_>>(), ["We are four."]);
    submission::bring_back(&ana, &a, first.id).await.unwrap();
    assert_eq!(draft.texts().await, ["We are four."]);
}

#[tokio::test]
async fn a_lost_answer_is_no_conflict_with_oneself() {
    let draft = draft().await;
    let (ana, a) = draft.writing(draft.ana).await;
    let (ben, b) = draft.writing(draft.ben).await;
    let id = submission::paragraphs(&ana, &a).await.unwrap()[0].id;
    let page = |page: u64, step: u32| Some(Sender { page, step });
    let send = async |seen: u32, text: &str, sender| submission::autosave(&ana, &a, id, seen, Kind::Text, text, sender).await;
    // three texts of one page, all written from the first version: the answers to two were lost
    assert_eq!(send(1, "We", page(7, 1)).await.unwrap().version, 2);
    assert_eq!(send(1, "We are three", page(7, 3)).await.unwrap().version, 3);
    // one that was under way longer is not put over the later one
    assert_eq!(send(1, "We are", page(7, 2)).await.unwrap().version, 3);
    assert_eq!(draft.texts().await, ["We are three"]);
    // another page of the same person, another person, a page without script: both texts are shown
    assert_eq!(conflict(send(1, "We are four", page(8, 1)).await), Conflict::ParagraphChanged);
    assert_eq!(conflict(send(1, "We are four", None).await), Conflict::ParagraphChanged);
    let same = submission::autosave(&ben, &b, id, 1, Kind::Text, "We are four", page(7, 4)).await;
    assert_eq!(conflict(same), Conflict::ParagraphChanged, "a number that another person drew too");
    // somebody wrote over it, having seen it: the page is told
    submission::save(&ben, &b, id, 3, Kind::Text, "We are five").await.unwrap();
    assert_eq!(conflict(send(1, "We are three.", page(7, 4)).await), Conflict::ParagraphChanged);
    assert_eq!(draft.texts().await, ["We are five"]);
    // of what one page saved one after another the last is kept as hers
    let kept = backend::people::own_data_json(&ana, &access::own_account(&ana).unwrap()).await.unwrap();
    assert!(kept.contains("We are three") && !kept.contains("\"We\""), "{kept}");
}

#[tokio::test]
async fn fifty_at_once_lose_nothing_that_was_acknowledged() {
    let draft = draft().await;
    let (ana, a) = draft.writing(draft.ana).await;
    let p = submission::paragraphs(&ana, &a).await.unwrap().remove(0);
    // each tries to add a word to what it last saw; whoever is refused looks again
    let tries = (0..50).map(|n| {
        let draft = &draft;
        async move {
            let (ctx, granted) = draft.writing(if n % 2 == 0 { draft.ana } else { draft.ben }).await;
            loop {
                let now = submission::paragraphs(&ctx, &granted).await.unwrap().into_iter().find(|x| x.id == p.id).unwrap();
                match submission::save(&ctx, &granted, p.id, now.version, Kind::Text, &format!("{} w{n}", now.text)).await {
                    Ok(_) => return,
                    Err(Error::Conflict(Conflict::ParagraphChanged)) => {}
                    Err(other) => panic!("{other}"),
                }
            }
        }
    });
    futures::future::join_all(tries).await;
    let mut words: Vec<String> = draft.texts().await.remove(0).split_whitespace().map(str::to_owned).collect();
    words.sort_unstable();
    let mut expected: Vec<String> = (0..50).map(|n| format!("w{n}")).collect();
    expected.sort_unstable();
    assert_eq!(words, expected);
}

#[tokio::test]
async fn paragraphs_are_added_moved_and_numbered() {
    let draft = draft().await;
    draft.write(draft.ana, Section::Issues, "One\n\nTwo\n\n\n\nThree").await;
    let (ctx, granted) = draft.writing(draft.ana).await;
    let find = async |text: &str| submission::paragraphs(&ctx, &granted).await.unwrap().into_iter().find(|p| p.text == text).unwrap();
    let numbers = async || -> Vec<(Option<u32>, String)> {
        let all = submission::paragraphs(&ctx, &granted).await.unwrap();
        all.into_iter().filter(|p| !p.text.is_empty()).map(|p| (p.number, p.text)).collect()
    };
    // between two there is always room
    for n in 0..40 {
        submission::add(&ctx, &granted, Section::Issues, Some(find("One").await.id), Kind::Text, &format!("n{n}")).await.unwrap();
    }
    let all = numbers().await;
    assert_eq!(all.iter().map(|(n, _)| n.unwrap()).collect::<Vec<_>>(), (1..=43).collect::<Vec<_>>());
    assert_eq!((all[0].1.as_str(), all[1].1.as_str(), all[41].1.as_str(), all[42].1.as_str()), ("One", "n39", "Two", "Three"));
    submission::move_by(&ctx, &granted, find("Three").await.id, Move::Up).await.unwrap();
    submission::move_by(&ctx, &granted, find("Two").await.id, Move::Down).await.unwrap();
    assert_eq!(numbers().await[41].1, "Three");
    // a move out of the section is none
    submission::move_by(&ctx, &granted, find("Two").await.id, Move::Down).await.unwrap();
    assert_eq!(find("Two").await.section, Section::Issues);
    // fifty thousand words in one paragraph
    let long = "word ".repeat(50_000);
    let two = find("Two").await;
    submission::save(&ctx, &granted, two.id, two.version, Kind::Text, &long).await.unwrap();
    let too_long = submission::save(&ctx, &granted, two.id, two.version + 1, Kind::Text, &long.repeat(2)).await;
    assert!(matches!(too_long, Err(Error::Invalid(_))), "{too_long:?}");
}

#[tokio::test]
async fn comments_are_answered_settled_and_suggestions_taken() {
    let draft = draft().await;
    draft.write(draft.ana, Section::Issues, "Judges swear an oath.").await;
    let (ben, b) = draft.writing(draft.ben).await;
    let p = submission::paragraphs(&ben, &b).await.unwrap().into_iter().find(|p| !p.text.is_empty()).unwrap();
    let say = async |who: PersonId, answers, text: &str, suggestion: &str| {
        let ctx = draft.world.ctx(who).await;
        let granted = submission::load_for(&ctx, draft.id).await.unwrap();
        submission::comment(&ctx, &granted, p.id, answers, &NewComment { text: text.into(), suggestion: suggestion.into() }).await
    };
    assert!(matches!(say(draft.ben, None, "", "").await, Err(Error::Invalid(_))), "nothing is no comment");
    let first = say(draft.ben, None, "Since when?", "").await.unwrap();
    let answer = say(draft.ana, Some(first), "Since 1937.", "").await.unwrap();
    say(draft.ben, Some(answer), "Thanks", "").await.unwrap();
    let suggested = say(draft.ben, None, "", "Judges have sworn an oath since 1937.").await.unwrap();
    let all = submission::comments(&ben, &b).await.unwrap();
    assert!(all[1..3].iter().all(|c| c.answers == Some(first)), "answers stand under the first");

    let (ana, a) = draft.writing(draft.ana).await;
    // taken from an old look at the paragraph: refused, and the comment stays open
    assert_eq!(conflict(submission::resolve(&ana, &a, suggested, Resolve::Taken, 9).await), Conflict::ParagraphChanged);
    submission::resolve(&ana, &a, suggested, Resolve::Taken, p.version).await.unwrap();
    assert_eq!(conflict(submission::resolve(&ana, &a, suggested, Resolve::Declined, 0).await), Conflict::CommentSettled);
    assert_eq!(draft.texts().await, ["Judges have sworn an oath since 1937."]);
    // three comments to Ana are one notice
    let notices = backend::notice::own(&ana, 1).await.unwrap().rows;
    assert_eq!(notices.len(), 1, "{notices:?}");
}

#[tokio::test]
async fn earlier_texts_are_compared_and_brought_back() {
    let draft = draft().await;
    draft.write(draft.ana, Section::Who, "Old text").await;
    draft.write(draft.ana, Section::Issues, "Stays").await;
    let (ctx, granted) = draft.writing(draft.ana).await;
    submission::keep(&ctx, &granted, "Before the meeting").await.unwrap();
    let old = submission::paragraphs(&ctx, &granted).await.unwrap().into_iter().find(|p| p.text == "Old text").unwrap();
    submission::save(&ctx, &granted, old.id, old.version, Kind::Text, "New text").await.unwrap();
    let changed = submission::compare(&ctx, &granted, 1).await.unwrap();
    assert_eq!(changed.len(), 1, "the other section did not change");
    assert_eq!(changed[0].lines, [Line::Removed("Old text".into()), Line::Added("New text".into())]);
    submission::restore(&ctx, &granted, 1).await.unwrap();
    assert_eq!(draft.texts().await, ["Old text", "Stays"]);
    // what was there before is kept too, and half an hour of writing keeps itself
    let kept = submission::versions(&ctx, &granted, 1).await.unwrap().rows;
    assert_eq!(kept.iter().map(|v| v.reason).collect::<Vec<_>>(), [submission::Reason::BeforeRestore, submission::Reason::Kept]);
    draft.world.wait(chrono::Duration::minutes(31));
    let (ctx, granted) = draft.writing(draft.ana).await;
    let stays = submission::paragraphs(&ctx, &granted).await.unwrap().into_iter().find(|p| p.text == "Stays").unwrap();
    submission::save(&ctx, &granted, stays.id, stays.version, Kind::Text, "Stays not").await.unwrap();
    let kept = submission::versions(&ctx, &granted, 1).await.unwrap().rows;
    assert_eq!((kept[0].reason, kept.len()), (submission::Reason::Automatic, 3));
    assert!(matches!(submission::restore(&ctx, &granted, 99).await, Err(Error::NotFound)));
}

#[tokio::test]
async fn others_write_read_sign_and_go() {
    let draft = draft().await;
    draft.write(draft.ana, Section::Who, "We are two.").await;
    let world = &draft.world;
    let (cleo, dora) = (world.person("Cleo").await, world.person("Dora").await);
    let (theirs, readers) = (world.organisation("Other").await, world.organisation("Readers").await);
    world.join(cleo, theirs).await;
    world.join(dora, readers).await;
    let unseen = submission::load_for::<action::ReadSubmission>(&world.ctx(cleo).await, draft.id).await;
    assert!(matches!(unseen, Err(Error::NotFound)), "a draft is confidential");

    let (ana, lead) = draft.leading(draft.ana).await;
    let named = submission::organisation_named(&ana, &lead, " other ").await.unwrap();
    assert_eq!(named, theirs);
    assert!(matches!(submission::organisation_named(&ana, &lead, "Oth").await, Err(Error::Invalid(_))));
    submission::add_organisation(&ana, &lead, theirs, Role::Contributor).await.unwrap();
    submission::add_organisation(&ana, &lead, readers, Role::Reader).await.unwrap();
    assert_eq!(conflict(submission::add_organisation(&ana, &lead, draft.organisation, Role::Reader).await), Conflict::LeadStays);
    let (_, now) = draft.leading(draft.ana).await;
    assert!(now.joint, "a second organisation that writes makes it joint");
    assert_eq!(backend::notice::own(&world.ctx(cleo).await, 1).await.unwrap().rows.len(), 1);

    // a reader reads and comments, and writes nothing
    let reader = world.ctx(dora).await;
    submission::load_for::<action::CommentSubmission>(&reader, draft.id).await.unwrap();
    assert!(matches!(submission::load_for::<action::WriteSubmission>(&reader, draft.id).await, Err(Error::Forbidden)));

    // Cleo writes, and is taken out meanwhile
    let (ctx, granted) = draft.writing(cleo).await;
    submission::add(&ctx, &granted, Section::Issues, None, Kind::Text, "Cleo's facts").await.unwrap();
    let (ana, lead) = draft.leading(draft.ana).await;
    submission::remove_organisation(&ana, &lead, theirs).await.unwrap();
    let gone = submission::load_for::<action::WriteSubmission>(&world.ctx(cleo).await, draft.id).await;
    assert!(matches!(gone, Err(Error::NotFound)));
    assert!(draft.texts().await.contains(&"Cleo's facts".to_owned()), "what they wrote stays");
}

/// Makes somebody the focal point of their organisation.
async fn focal(world: &World, admin: PersonId, person: PersonId, organisation: OrganisationId) {
    let ctx = world.ctx(admin).await;
    let form = backend::invitation::InvitationForm { role: "focal_point".into(), max_uses: "1".into(), days: "5".into() };
    let granted = organisation::load_for(&ctx, organisation).await.unwrap();
    let token = backend::invitation::create(&ctx, granted, &form).await.unwrap();
    backend::invitation::accept_signed_in(&world.ctx(person).await, &token).await.unwrap();
}

#[tokio::test]
async fn signed_handed_in_counted_and_taken_back() {
    let draft = draft().await;
    let world = &draft.world;
    let admin = world.staff("Ada", StaffRole::Administrator).await;
    let cleo = world.person("Cleo").await;
    let theirs = world.organisation("Other").await;
    world.join(cleo, theirs).await;
    let (ana, lead) = draft.leading(draft.ana).await;
    submission::add_organisation(&ana, &lead, theirs, Role::Contributor).await.unwrap();
    assert_eq!(draft.status().await, Status::Planned);
    draft.write(draft.ana, Section::Who, "We are two.").await;
    assert_eq!(draft.status().await, Status::Drafting);
    // who is no focal point does not sign
    let refused = submission::load_for::<action::SignSubmission>(&world.ctx(draft.ana).await, draft.id).await;
    assert!(matches!(refused, Err(Error::Forbidden)));
    focal(world, admin, draft.ana, draft.organisation).await;
    focal(world, admin, cleo, theirs).await;
    let sign = async |who: PersonId, revision: Option<u32>| {
        let ctx = world.ctx(who).await;
        let granted = submission::load_for::<action::SignSubmission>(&ctx, draft.id).await.unwrap();
        let revision = revision.unwrap_or(granted.revision);
        submission::sign(&ctx, &granted, revision).await
    };
    sign(draft.ana, None).await.unwrap();
    assert_eq!(draft.status().await, Status::Drafting, "the other organisation has not signed");
    sign(cleo, None).await.unwrap();
    assert_eq!(draft.status().await, Status::SignedOff);
    // one word, and they sign again; nobody signs what they have not seen
    let seen = draft.writing(draft.ana).await.1.revision;
    draft.write(draft.ben, Section::Issues, "And one thing more.").await;
    assert_eq!(draft.status().await, Status::Drafting);
    assert_eq!(conflict(sign(cleo, Some(seen)).await), Conflict::DraftChanged);
    sign(draft.ana, None).await.unwrap();

    let members = async || training::figures(&world.backend.anonymous()).await.unwrap().submitting_members;
    assert_eq!(members().await, (0, 0));
    let (ana, lead) = draft.leading(draft.ana).await;
    let enter = |step, on: &str, url: &str, file| {
        let form = OutcomeForm { on: on.into(), evidence: "No. 4711".into(), url: url.into(), file };
        let (ana, lead) = (&ana, &lead);
        async move { submission::record(ana, lead, step, &form).await }
    };
    assert_eq!(conflict(enter(Step::Cited, "2026-11-24", "", None).await), Conflict::NotSubmitted);
    assert!(matches!(enter(Step::Submitted, "2027-01-01", "", None).await, Err(Error::Invalid(_))), "not in the future");
    let wrong = Brought { name: "receipt.pdf".into(), bytes: b"MZ not a PDF".to_vec() };
    assert!(matches!(enter(Step::Submitted, "2026-11-24", "", Some(wrong)).await, Err(Error::Invalid(_))), "its bytes are no PDF");
    let receipt = Brought { name: "..\\x/receipt \"1\".pdf".into(), bytes: b"%PDF-1.7 receipt".to_vec() };
    let id = enter(Step::Submitted, "2026-11-24", "", Some(receipt)).await.unwrap();
    assert_eq!(draft.status().await, Status::Submitted);
    assert_eq!(members().await, (1, 0), "the contributor signed an earlier text: to be named by others is not enough");
    sign(cleo, None).await.unwrap();
    assert_eq!(members().await, (2, 0), "the lead and the contributor, each once");

    // the text is fixed, and so is who made it
    let (ctx, granted) = draft.writing(draft.ben).await;
    let p = submission::paragraphs(&ctx, &granted).await.unwrap().remove(0);
    assert_eq!(conflict(submission::save(&ctx, &granted, p.id, p.version, Kind::Text, "Too late").await), Conflict::SubmissionFixed);
    let (ana, lead) = draft.leading(draft.ana).await;
    assert_eq!(conflict(submission::remove_organisation(&ana, &lead, theirs).await), Conflict::SubmissionFixed);
    assert_eq!(conflict(submission::put_away(&ana, &lead).await), Conflict::SubmissionFixed);
    let all = submission::outcomes(&ana, &lead).await.unwrap();
    let (file, name) = all[0].file.clone().unwrap();
    assert_eq!(name, "receipt 1.pdf");
    assert_eq!(submission::file(&ana, &lead, file).await.unwrap().bytes, b"%PDF-1.7 receipt");
    let form = OutcomeForm { on: "2026-11-24".into(), url: "http://example.org".into(), ..OutcomeForm::default() };
    assert!(matches!(submission::record(&ana, &lead, Step::Published, &form).await, Err(Error::Invalid(_))), "an address is https");

    let form = OutcomeForm { url: "https://example.org/ireland".into(), ..form };
    submission::record(&ana, &lead, Step::Published, &form).await.unwrap();
    assert_eq!(conflict(submission::record(&ana, &lead, Step::Published, &form).await), Conflict::OutcomeThere);

    // a mistake is taken back with a reason: the figure falls, nothing came of it, and the text can be written again
    assert!(matches!(submission::take_back(&ana, &lead, id, " ").await, Err(Error::Invalid(_))));
    submission::take_back(&ana, &lead, id, "It was the wrong file").await.unwrap();
    assert_eq!(members().await, (0, 0));
    assert!(matches!(submission::file(&ana, &lead, file).await, Err(Error::NotFound)));
    assert!(submission::outcomes(&ana, &lead).await.unwrap().is_empty(), "what was published goes with it");
    assert!(matches!(submission::take_back(&ana, &lead, id, "Again").await, Err(Error::NotFound)));
    draft.write(draft.ben, Section::Issues, "Again.").await;
}

#[tokio::test]
async fn a_deadline_that_passes_takes_no_text_away() {
    let draft = draft().await;
    let (ctx, granted) = draft.writing(draft.ana).await;
    let p = submission::paragraphs(&ctx, &granted).await.unwrap().remove(0);
    draft.world.wait(chrono::Duration::days(900));
    let (ctx, granted) = draft.writing(draft.ana).await;
    submission::save(&ctx, &granted, p.id, p.version, Kind::Text, "Late, and kept").await.unwrap();
    assert_eq!(draft.texts().await, ["Late, and kept"]);
}

#[tokio::test]
async fn a_mentor_is_asked_takes_it_and_answers() {
    let draft = draft().await;
    let world = &draft.world;
    let (tess, tom) = (world.staff("Tess", StaffRole::Trainer).await, world.staff("Tom", StaffRole::Trainer).await);
    let (ana, granted) = draft.writing(draft.ana).await;
    assert_eq!(conflict(submission::ask(&ana, &granted, "").await), Conflict::NothingWritten);
    draft.write(draft.ana, Section::Who, "We are two.").await;
    let (ana, granted) = draft.writing(draft.ana).await;
    let staff = world.ctx(tess).await;
    assert!(matches!(submission::load_for::<action::ReadSubmission>(&staff, draft.id).await, Err(Error::NotFound)));
    submission::ask(&ana, &granted, "Is it clear?").await.unwrap();
    assert_eq!(conflict(submission::ask(&ana, &granted, "Again?").await), Conflict::MentorAsked);
    assert_eq!(draft.status().await, Status::InReview);
    let waiting = submission::waiting(&staff, &access::network(&staff).unwrap()).await.unwrap();
    assert_eq!((waiting.len(), waiting[0].question.as_str(), waiting[0].mentor.is_none()), (1, "Is it clear?", true));

    // who may take it does not read it before, and nobody else may take it
    let reads = async |ctx: &Context| submission::load_for::<action::ReadSubmission>(ctx, draft.id).await.is_ok();
    let takes = async |ctx: &Context| submission::load_for::<action::TakeSubmission>(ctx, draft.id).await;
    assert!(!reads(&staff).await);
    assert!(matches!(takes(&ana).await, Err(Error::NotFound)));
    let other = world.ctx(tom).await;
    let (first, second) = (takes(&staff).await.unwrap(), takes(&other).await.unwrap());
    submission::take(&staff, &first).await.unwrap();
    assert_eq!(conflict(submission::take(&other, &second).await), Conflict::MentorAsked);
    assert!(reads(&staff).await && !reads(&other).await, "one mentor reads");
    // given back, it waits; taken back by those who write, nobody reads
    submission::give_back(&staff, &submission::load_for(&staff, draft.id).await.unwrap()).await.unwrap();
    assert!(!reads(&staff).await);
    submission::take(&other, &takes(&other).await.unwrap()).await.unwrap();
    let own = submission::load_for::<action::CommentSubmission>(&ana, draft.id).await.unwrap();
    assert!(matches!(submission::give_back(&ana, &own).await, Err(Error::NotFound)), "it is not theirs to give back");
    submission::withdraw_request(&ana, &granted).await.unwrap();
    assert!(matches!(submission::withdraw_request(&ana, &granted).await, Err(Error::NotFound)));
    assert!(!reads(&other).await && draft.status().await == Status::Drafting);
    submission::ask(&ana, &granted, "And now?").await.unwrap();
    submission::take(&staff, &takes(&staff).await.unwrap()).await.unwrap();

    let mine = submission::load_for::<action::CommentSubmission>(&staff, draft.id).await.unwrap();
    let mut form = RubricForm { grades: vec![("safety".into(), "ready".into())], answer: "Good.".into() };
    assert!(matches!(submission::answer(&staff, &mine, &form).await, Err(Error::Invalid(_))), "every criterion");
    form.grades = Criterion::ALL.into_iter().map(|c| (c.name().to_owned(), Grade::Ready.name().to_owned())).collect();
    submission::answer(&staff, &mine, &form).await.unwrap();
    assert_eq!(draft.status().await, Status::Drafting);
    let done = submission::mentorings(&ana, &granted).await.unwrap();
    let answered = done.iter().find(|m| m.question == "And now?").unwrap();
    assert_eq!((answered.answer.as_str(), answered.rubric.len()), ("Good.", 5));
    assert!(
        matches!(submission::load_for::<action::ReadSubmission>(&world.ctx(tess).await, draft.id).await, Err(Error::NotFound)),
        "it is over"
    );
}

#[tokio::test]
async fn the_matrix_comes_from_tables_of_any_make() {
    let draft = draft().await;
    let (ctx, granted) = draft.writing(draft.ana).await;
    let bring = async |bytes: &[u8]| submission::bring_list(&ctx, &granted, submission::List::Last, bytes).await;
    let csv = "\u{feff}UPR of Ireland;;;\nNo.;Recommendation;Recommending State;Response\n120.1;Ratify the Convention;Norway;Accepted\n120.2;\"Repeal; the oath\";Uruguay;Not accepted\n";
    assert_eq!(bring(csv.as_bytes()).await.unwrap().new, 2);
    let again = bring(csv.as_bytes()).await.unwrap();
    assert_eq!((again.new, again.there), (0, 2), "what is there keeps its mark");
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (column, text) in ["Number", "Recommendation", "Position"].iter().enumerate() {
        sheet.write(0, u16::try_from(column).unwrap(), *text).unwrap();
    }
    sheet.write(1, 1, "Publish figures").unwrap();
    sheet.write(1, 2, "Noted").unwrap();
    let xlsx = book.save_to_buffer().unwrap();
    assert_eq!(bring(&xlsx).await.unwrap().new, 1);
    let all = submission::matrix(&ctx, &granted).await.unwrap();
    let seen: Vec<(&str, &str, &str)> = all.iter().map(|p| (p.number.as_str(), p.made_by.as_str(), p.position.name())).collect();
    assert_eq!(seen, [("120.1", "Norway", "supported"), ("120.2", "Uruguay", "noted"), ("", "", "noted")]);
    submission::mark(&ctx, &granted, all[0].id, "partly", "One of two.").await.unwrap();
    assert!(matches!(submission::mark(&ctx, &granted, all[0].id, "great", "").await, Err(Error::Invalid(_))));

    for bad in ["no table at all", "a,b\n1,2\n", "", "PK\u{3}\u{4} broken"] {
        assert!(matches!(bring(bad.as_bytes()).await, Err(Error::Invalid(_))), "{bad:?}");
    }
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write(0, 0, "Recommendation").unwrap();
    sheet.write(1_048_575, 16_383, "far away").unwrap();
    let sparse = book.save_to_buffer().unwrap();
    assert!(matches!(bring(&sparse).await, Err(Error::Invalid(_))), "two cells at the corners of a sheet");
    assert!(matches!(bring(&xlsx[..xlsx.len() / 2]).await, Err(Error::Invalid(_))), "cut in half");
    assert!(matches!(bring(b"Recommendation,Position\n,Supported\n").await, Err(Error::Rows(rows)) if rows[0].line == 2));
    assert_eq!(submission::matrix(&ctx, &granted).await.unwrap().len(), 3, "nothing of a bad file is kept");
}

#[tokio::test]
async fn cards_of_evidence_stay_in_the_house() {
    let draft = draft().await;
    let (ctx, granted) = draft.writing(draft.ana).await;
    let form = |consent: &str, sensitive| CardForm {
        claim: "19 children".into(),
        source: "Interviews".into(),
        consent: consent.into(),
        sensitive,
        ..CardForm::default()
    };
    for (consent, sensitive) in [("given", false), ("given", true), ("not_given", false), ("not_needed", false)] {
        submission::save_card(&ctx, &granted, None, &form(consent, sensitive)).await.unwrap();
    }
    let cards = submission::cards(&ctx, &granted).await.unwrap();
    assert_eq!(cards.iter().map(submission::Card::may_leave).collect::<Vec<_>>(), [true, false, false, true]);
    let empty = submission::save_card(&ctx, &granted, None, &CardForm::default()).await;
    assert!(matches!(empty, Err(Error::Invalid(errors)) if errors.0.len() == 3));
    submission::remove_card(&ctx, &granted, cards[0].id).await.unwrap();
    assert!(matches!(submission::remove_card(&ctx, &granted, cards[0].id).await, Err(Error::NotFound)));
}

#[tokio::test]
async fn a_word_document_comes_in_behind_what_is_there() {
    use paper::document::{Block, Document, Span, docx::docx};
    let draft = draft().await;
    draft.write(draft.ana, Section::Who, "We are two.").await;
    let heading = |text: &str| Block::Heading { level: 1, text: vec![Span::plain(text)] };
    let paragraph = |number, text: &str| Block::NumberedParagraph { number, spans: vec![Span::plain(text).noted("A note")] };
    let document = Document {
        language: "en".into(),
        title: "T".into(),
        blocks: vec![heading("Method"), paragraph(1, "Forty interviews."), heading("Recommendations"), paragraph(2, "Repeal it.")],
        ..Document::default()
    };
    let file = docx(&document).unwrap();
    let (ctx, granted) = draft.writing(draft.ana).await;
    let brought = submission::bring_document(&ctx, &granted, file.clone()).await.unwrap();
    assert_eq!(brought.count, 2);
    assert_eq!(draft.texts().await, ["We are two.", "Forty interviews.^[A note]", "Repeal it.^[A note]"]);
    for (bad, what) in [(b"not a document".to_vec(), "text"), (file[..file.len() - 200].to_vec(), "cut"), (Vec::new(), "nothing")] {
        assert!(matches!(submission::bring_document(&ctx, &granted, bad).await, Err(Error::Invalid(_))), "{what}");
    }
    assert_eq!(draft.texts().await.len(), 3, "a bad file changes nothing");
}
