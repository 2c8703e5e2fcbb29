//! Talking with States: a page begins with what the draft says and with no card, each State is asked once, nobody saves over
//! what they have not seen.

use backend::{
    Conflict, Context, Error,
    access::Granted,
    lobby::{self, LetterForm, NewLetter, SheetForm},
    organisation,
    submission::{self, CardForm, NewSubmission, Submission},
    testing::World,
};
use domain::{
    form::FieldError,
    ids::{FactsheetId, PersonId, SubmissionId},
    policy::action,
    submission::{Kind, Section},
};

const PRIOR: &str = "Number,Recommendation,Recommending State,Position\n\
    1,Repeal the law that punishes blasphemy,Norway; Ireland,Supported\n\
    2,Open more schools to children of every belief,Uruguay and Norway,Noted\n\
    3,Repeal laws on blasphemy,Canada,Noted\n";

struct Talks {
    world: World,
    ana: PersonId,
    eve: PersonId,
    id: SubmissionId,
}

/// Ana's organisation has a draft on Ireland with one issue; Eve is of none.
async fn talks() -> Talks {
    let world = World::with_content().await;
    let (ana, eve) = (world.person("Ana").await, world.person("Eve").await);
    let lamplight = world.organisation("Lamplight").await;
    world.join(ana, lamplight).await;
    let ctx = world.ctx(ana).await;
    let new = NewSubmission { state: "IRL".into(), joint: false, language: "en".into() };
    let id = submission::begin(&ctx, &organisation::load_for(&ctx, lamplight).await.unwrap(), &new).await.unwrap();
    let granted = submission::load_for(&ctx, id).await.unwrap();
    for (section, kind, text) in [
        (Section::Issues, Kind::Heading, "Blasphemy"),
        (Section::Issues, Kind::Text, "Section 36 punishes blasphemy."),
        (Section::Issues, Kind::Text, "Twelve were charged.^[Court list] It was in the news."),
        (Section::Recommendations, Kind::Recommendation, "Repeal section 36, which punishes blasphemy, by 2028."),
    ] {
        submission::add(&ctx, &granted, section, None, kind, text).await.unwrap();
    }
    submission::bring_list(&ctx, &granted, submission::List::Last, PRIOR.as_bytes()).await.unwrap();
    let card = CardForm {
        claim: "Blasphemy: the neighbour told us".into(),
        source: "x".into(),
        consent: "given".into(),
        sensitive: true,
        ..CardForm::default()
    };
    submission::save_card(&ctx, &granted, None, &card).await.unwrap();
    Talks { world, ana, eve, id }
}

impl Talks {
    async fn writing(&self) -> (Context, Granted<Submission, action::WriteSubmission>) {
        let ctx = self.world.ctx(self.ana).await;
        let granted = submission::load_for(&ctx, self.id).await.unwrap();
        (ctx, granted)
    }

    async fn page(&self) -> FactsheetId {
        let (ctx, granted) = self.writing().await;
        lobby::begin_sheet(&ctx, &granted, "Blasphemy").await.unwrap()
    }
}

fn wrong<T: std::fmt::Debug>(result: Result<T, Error>, field: &str) -> FieldError {
    match result {
        Err(Error::Invalid(errors)) => errors.of(field).unwrap_or_else(|| panic!("{field} is right: {errors:?}")).clone(),
        other => panic!("taken: {other:?}"),
    }
}

#[tokio::test]
async fn a_page_begins_with_the_draft_and_no_card() {
    let talks = talks().await;
    let (ctx, granted) = talks.writing().await;
    assert_eq!(lobby::issues(&ctx, &granted).await.unwrap(), ["Blasphemy"]);
    let id = talks.page().await;
    assert!(lobby::issues(&ctx, &granted).await.unwrap().is_empty(), "it has its page");
    let page = lobby::sheet(&ctx, &granted, id).await.unwrap();
    assert_eq!(page.problem, "Section 36 punishes blasphemy.");
    assert_eq!(page.evidence, "Twelve were charged. (Court list)");
    assert_eq!(page.asks, "Repeal section 36, which punishes blasphemy, by 2028.");
    assert_eq!(page.said_before, "Repeal the law that punishes blasphemy (Norway; Ireland)");
    assert!(!format!("{page:?}").contains("neighbour"));
    assert_eq!(wrong(lobby::begin_sheet(&ctx, &granted, " blasphemy ").await, "title"), FieldError::Double);
    assert_eq!(wrong(lobby::begin_sheet(&ctx, &granted, "").await, "title"), FieldError::Empty);
    // an issue that the draft does not have begins empty
    let other = lobby::begin_sheet(&ctx, &granted, "Prisons").await.unwrap();
    assert_eq!(lobby::sheet(&ctx, &granted, other).await.unwrap().problem, "");
}

#[tokio::test]
async fn nobody_saves_over_what_they_have_not_seen() {
    let talks = talks().await;
    let (ctx, granted) = talks.writing().await;
    let id = talks.page().await;
    let form = |problem: &str| SheetForm { title: "Blasphemy".into(), problem: problem.into(), ..SheetForm::default() };
    lobby::save_sheet(&ctx, &granted, id, 0, &form("One.")).await.unwrap();
    // a lost answer: the same again is no conflict with oneself
    lobby::save_sheet(&ctx, &granted, id, 0, &form("One.")).await.unwrap();
    let late = lobby::save_sheet(&ctx, &granted, id, 0, &form("Two.")).await;
    assert!(matches!(late, Err(Error::Conflict(Conflict::DraftChanged))), "{late:?}");
    assert_eq!(lobby::sheet(&ctx, &granted, id).await.unwrap().problem, "One.");
    let many = SheetForm { asks: "a\nb\n\nc\nd".into(), ..form("One.") };
    assert_eq!(wrong(lobby::save_sheet(&ctx, &granted, id, 1, &many).await, "asks"), FieldError::TooMany { max: 3 });
    let long = SheetForm { evidence: "x".repeat(3_001), ..form("One.") };
    assert!(matches!(wrong(lobby::save_sheet(&ctx, &granted, id, 1, &long).await, "evidence"), FieldError::TooLong { .. }));
    lobby::remove_sheet(&ctx, &granted, id).await.unwrap();
    assert!(matches!(lobby::save_sheet(&ctx, &granted, id, 1, &form("Two.")).await, Err(Error::NotFound)));
}

#[tokio::test]
async fn states_that_spoke_of_it_come_first_and_each_has_one_letter() {
    let talks = talks().await;
    let (ctx, granted) = talks.writing().await;
    let page = talks.page().await;
    let sheets = lobby::sheets(&ctx, &granted).await.unwrap();
    let candidates = async || lobby::candidates(&ctx, &granted, &sheets, &lobby::letters(&ctx, &granted).await.unwrap()).await.unwrap();
    let all = candidates().await;
    let seen: Vec<(&str, usize, bool)> = all.iter().map(|c| (c.iso3.as_str(), c.prior.len(), c.sheet == Some(page))).collect();
    // Ireland is under review itself
    assert_eq!(seen, [("NOR", 2, true), ("CAN", 1, true), ("URY", 1, false)]);
    assert_eq!(all[0].prior[0].text, "Repeal the law that punishes blasphemy");

    let new = |state: &str| NewLetter {
        state: state.into(),
        sheet: Some(page),
        addressee: "Mission".into(),
        ask: "Repeal it.".into(),
        ..NewLetter::default()
    };
    let id = lobby::begin_letter(&ctx, &granted, &new("NOR")).await.unwrap();
    assert_eq!(wrong(lobby::begin_letter(&ctx, &granted, &new("NOR")).await, "state"), FieldError::Double);
    assert_eq!(wrong(lobby::begin_letter(&ctx, &granted, &new("IRL")).await, "state"), FieldError::Choice);
    assert_eq!(wrong(lobby::begin_letter(&ctx, &granted, &new("XYZ")).await, "state"), FieldError::Choice);
    assert!(candidates().await.iter().all(|c| c.iso3 != "NOR"));

    let today = domain::review::today_in_geneva(ctx.now);
    let form = LetterForm {
        sheet: Some(page),
        addressee: "Embassy".into(),
        why: "You said so.".into(),
        ask: "Repeal it.".into(),
        sent: String::new(),
    };
    lobby::save_letter(&ctx, &granted, id, 0, &form).await.unwrap();
    let future = LetterForm { sent: today.succ_opt().unwrap().to_string(), ..form.clone() };
    assert_eq!(wrong(lobby::save_letter(&ctx, &granted, id, 1, &future).await, "sent"), FieldError::Future);
    let late = LetterForm { ask: "Other.".into(), ..form.clone() };
    assert!(matches!(lobby::save_letter(&ctx, &granted, id, 0, &late).await, Err(Error::Conflict(Conflict::DraftChanged))));
    let sent = LetterForm { sent: today.to_string(), ..form };
    lobby::save_letter(&ctx, &granted, id, 1, &sent).await.unwrap();
    // its page goes, the letter stays
    lobby::remove_sheet(&ctx, &granted, page).await.unwrap();
    let letter = lobby::letter(&ctx, &granted, id).await.unwrap();
    assert_eq!((letter.sheet, letter.sent_on.is_some(), letter.version), (None, true, 2));
    lobby::remove_letter(&ctx, &granted, id).await.unwrap();
    assert!(matches!(lobby::letter(&ctx, &granted, id).await, Err(Error::NotFound)));
}

#[tokio::test]
async fn what_belongs_to_another_submission_is_not_found() {
    let talks = talks().await;
    let (ctx, granted) = talks.writing().await;
    let page = talks.page().await;
    let lamplight = granted.lead;
    let new = NewSubmission { state: "NOR".into(), joint: false, language: "fr".into() };
    let other = submission::begin(&ctx, &organisation::load_for(&ctx, lamplight).await.unwrap(), &new).await.unwrap();
    let other = submission::load_for::<action::WriteSubmission>(&ctx, other).await.unwrap();
    assert!(matches!(lobby::sheet(&ctx, &other, page).await, Err(Error::NotFound)));
    assert!(matches!(lobby::remove_sheet(&ctx, &other, page).await, Err(Error::NotFound)));
    let borrowed = NewLetter { state: "CAN".into(), sheet: Some(page), addressee: "x".into(), ..NewLetter::default() };
    assert!(matches!(lobby::begin_letter(&ctx, &other, &borrowed).await, Err(Error::NotFound)));
    let eve = talks.world.ctx(talks.eve).await;
    assert!(matches!(submission::load_for::<action::ReadSubmission>(&eve, talks.id).await, Err(Error::NotFound)));
}
