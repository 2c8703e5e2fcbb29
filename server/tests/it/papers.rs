//! Files that leave the studio: no card of evidence changes one byte of them, and nobody else gets them.

use axum::http::StatusCode;
use backend::{
    account::StaffRole,
    lobby::{self, NewLetter},
    organisation,
    submission::{self, CardForm, NewSubmission, Submission},
};
use domain::{
    ids::{EvidenceCardId, PersonId, SubmissionId},
    policy::action,
    submission::{Kind, Section},
};

use crate::client::{Client, Site};

async fn all(client: &mut Client, paths: &[String]) -> Vec<(StatusCode, String)> {
    let mut answers = Vec::new();
    for path in paths {
        let answer = client.get(path).await;
        answers.push((answer.status, answer.body));
    }
    answers
}

struct Papers {
    site: Site,
    ana: PersonId,
    id: SubmissionId,
    paths: Vec<String>,
}

/// Ana's submission with a page, a letter, and the addresses of all its files.
async fn papers() -> Papers {
    let site = Site::new().await;
    let ana = site.world.person("Ana").await;
    site.world.person("Eve").await;
    let lamplight = site.world.organisation("Lamplight").await;
    site.world.join(ana, lamplight).await;
    let ctx = site.world.ctx(ana).await;
    let new = NewSubmission { state: "IRL".into(), joint: false, language: "en".into() };
    let id = submission::begin(&ctx, &organisation::load_for(&ctx, lamplight).await.unwrap(), &new).await.unwrap();
    let granted = submission::load_for::<action::WriteSubmission>(&ctx, id).await.unwrap();
    for (section, kind, text) in [
        (Section::Issues, Kind::Heading, "Schools"),
        (Section::Issues, Kind::Text, "Pupils sit in a corridor."),
        (Section::Recommendations, Kind::Recommendation, "Open the schools to pupils of every belief by 2028."),
    ] {
        submission::add(&ctx, &granted, section, None, kind, text).await.unwrap();
    }
    let page = lobby::begin_sheet(&ctx, &granted, "Schools").await.unwrap();
    let new =
        NewLetter { state: "NOR".into(), sheet: Some(page), addressee: "Mission".into(), ask: "Open them.".into(), ..NewLetter::default() };
    let letter = lobby::begin_letter(&ctx, &granted, &new).await.unwrap();
    let paths = ["docx", "pdf", "txt"].map(|end| format!("/submissions/{id}.{end}")).into_iter();
    let talks = [
        format!("page-{page}.pdf"),
        format!("page-{page}.docx"),
        format!("letter-{letter}.docx"),
        format!("letter-{letter}.pdf"),
        "all.zip".into(),
    ];
    let paths = paths.chain(talks.map(|file| format!("/submissions/{id}/lobby/{file}"))).collect();
    Papers { site, ana, id, paths }
}

impl Papers {
    async fn card(&self, card: Option<EvidenceCardId>, claim: &str, sensitive: bool) -> EvidenceCardId {
        let ana = self.site.world.ctx(self.ana).await;
        let granted = submission::load_for::<action::WriteSubmission>(&ana, self.id).await.unwrap();
        let paragraph = submission::paragraphs(&ana, &granted).await.unwrap().iter().find(|p| p.text.starts_with("Pupils")).map(|p| p.id);
        let form = CardForm {
            claim: claim.into(),
            source: "The mother of K., on file".into(),
            consent: "given".into(),
            sensitive,
            paragraph,
            ..CardForm::default()
        };
        submission::save_card(&ana, &granted, card, &form).await.unwrap();
        submission::cards(&ana, &granted).await.unwrap().remove(0).id
    }
}

#[tokio::test]
async fn a_card_changes_no_byte_of_any_file() {
    let papers = papers().await;
    let mut ana = papers.site.signed_in("Ana").await;
    let before = all(&mut ana, &papers.paths).await;
    assert!(before.iter().all(|(status, body)| *status == StatusCode::OK && body.len() > 200), "{before:?}");
    let card = papers.card(None, "K. was beaten in the corridor", true).await;
    assert!(all(&mut ana, &papers.paths).await == before, "a sensitive one");
    papers.card(Some(card), "K. was beaten in the corridor", false).await;
    assert!(all(&mut ana, &papers.paths).await == before, "any other");
    // the text itself does
    let ctx = papers.site.world.ctx(papers.ana).await;
    let granted: backend::access::Granted<Submission, action::WriteSubmission> = submission::load_for(&ctx, papers.id).await.unwrap();
    submission::add(&ctx, &granted, Section::Issues, None, Kind::Text, "One more.").await.unwrap();
    let after = all(&mut ana, &papers.paths[..3]).await;
    assert!(after.iter().zip(&before).all(|(a, b)| a != b));
}

#[tokio::test]
async fn others_do_not_get_them_and_no_other_name_is_a_file() {
    let papers = papers().await;
    let mut eve = papers.site.signed_in("Eve").await;
    assert!(all(&mut eve, &papers.paths).await.iter().all(|(status, _)| *status == StatusCode::NOT_FOUND));
    let mut nobody = papers.site.visitor();
    assert!(all(&mut nobody, &papers.paths).await.iter().all(|(status, _)| *status == StatusCode::SEE_OTHER));
    // neither does who runs the network, nor a page of it
    papers.site.world.staff("Tess", StaffRole::Trainer).await;
    papers.site.world.staff("Ada", StaffRole::Administrator).await;
    let parts =
        ["", "/read", "/write/who", "/evidence", "/matrix", "/history", "/team", "/mentor", "/after", "/lobby", "/echo", "/state.json"];
    let pages: Vec<String> = parts.iter().map(|part| format!("/submissions/{}{part}", papers.id)).chain(papers.paths.clone()).collect();
    for name in ["Tess", "Ada", "Eve"] {
        let mut staff = papers.site.signed_in(name).await;
        for (path, (status, _)) in pages.iter().zip(all(&mut staff, &pages).await) {
            assert_eq!(status, StatusCode::NOT_FOUND, "{name} at {path}");
        }
    }
    let mut ana = papers.site.signed_in("Ana").await;
    assert!(all(&mut ana, &pages).await.iter().all(|(status, _)| *status == StatusCode::OK), "and all are there");
    let page = papers.paths[3].trim_end_matches(".pdf").to_owned();
    let id = backend::token::new_id();
    for bad in [format!("{page}.exe"), page.clone(), page.replace("page-", "letter-") + ".pdf"] {
        assert_eq!(ana.get(&bad).await.status, StatusCode::NOT_FOUND, "{bad}");
    }
    for bad in [format!("page-{id}.pdf"), "page-x.pdf".into(), "all.docx".into()] {
        let path = format!("/submissions/{}/lobby/{bad}", papers.id);
        assert_eq!(ana.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}
