//! Self-paced learning over HTTP: what a form without script sends, what a script sends, and that the key stays here.

use axum::http::StatusCode;
use backend::account::StaffRole;

use crate::client::{Client, Site};

const QUIZ: &str = "/modules/role-of-civil-society/quiz";

fn field(body: &str, name: &str) -> String {
    let at = body.find(&format!("name=\"{name}\"")).unwrap_or_else(|| panic!("no field {name}"));
    let rest = &body[at..];
    let value = rest.split("value=\"").nth(1).and_then(|r| r.split('"').next()).unwrap_or_default();
    value.to_owned()
}

async fn start(client: &mut Client) -> String {
    let page = client.submit("start_quiz", QUIZ, &[("purpose", "quiz"), ("module", "role-of-civil-society")]).await;
    field(&page.body, "attempt")
}

/// The fields that answer a page: what it offers, whatever is right.
fn fill(body: &str) -> Vec<(String, String)> {
    let mut fields: Vec<(String, String)> =
        ["purpose", "module", "attempt", "position", "sequence"].map(|n| (n.to_owned(), field(body, n))).into();
    if body.contains("type=\"checkbox\"") {
        fields.push(("option_0".into(), "on".into()));
    } else if body.contains("type=\"radio\"") {
        fields.push(("option".into(), "0".into()));
    }
    if body.contains("name=\"text\"") {
        fields.push(("text".into(), "12".into()));
    }
    for n in 0..9 {
        if body.contains(&format!("name=\"pair_{n}\"")) {
            fields.push((format!("pair_{n}"), "0".into()));
        }
        if body.contains(&format!("name=\"place_{n}\"")) {
            fields.push((format!("place_{n}"), (n + 1).to_string()));
        }
        if body.contains(&format!("name=\"gap_{n}\"")) {
            let list = body.split(&format!("name=\"gap_{n}\"")).nth(1).unwrap();
            let first = list.split("<option value=\"").nth(2).and_then(|r| r.split('"').next()).unwrap_or("word");
            fields.push((format!("gap_{n}"), first.to_owned()));
        }
    }
    fields
}

async fn answer_all(client: &mut Client, page: &str) {
    let mut body = client.get(&format!("{page}?q=1")).await.body;
    for _ in 0..40 {
        let fields = fill(&body);
        let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        let answer = client.post("answer_question", page, &fields).await;
        assert_eq!(answer.status, StatusCode::FOUND);
        let to = answer.location().to_owned();
        let next = client.get(&to).await;
        assert!(!next.body.contains("role=\"alert\""), "{fields:?}: {}", next.body);
        if to.contains("review=1") {
            assert!(!next.body.contains("not answered"), "every answer was saved");
            return;
        }
        body = next.body;
    }
    panic!("the quiz has no end");
}

#[tokio::test]
async fn every_kind_of_question_is_answered_by_a_plain_form_and_the_key_comes_after() {
    let site = Site::new().await;
    site.world.person("Ana").await;
    let mut ana = site.signed_in("Ana").await;
    for module in ["reading-the-documents", "smart-recommendations", "oral-statement"] {
        let page = format!("/modules/{module}/quiz");
        let first = ana.submit("start_quiz", &page, &[("purpose", "quiz"), ("module", module)]).await;
        let attempt = field(&first.body, "attempt");
        let mut kinds = String::new();
        for n in 1..=14 {
            let question = ana.get(&format!("{page}?q={n}")).await.body;
            for leak in ["Right.", "class=\"feedback", "correct", "credit", "option right"] {
                assert!(!question.contains(leak), "question {n} of {module} holds “{leak}”");
            }
            kinds += &question;
        }
        for tag in ["type=\"radio\"", "type=\"checkbox\"", "name=\"pair_0\"", "name=\"place_0\"", "name=\"gap_0\"", "name=\"text\""] {
            assert!(kinds.contains(tag), "{module} has no {tag}");
        }
        answer_all(&mut ana, &page).await;
        let result = ana.submit("hand_in_quiz", &page, &[("purpose", "quiz"), ("module", module), ("attempt", &attempt)]).await;
        assert!(result.body.contains("Feedback") && result.body.contains("option right"), "{module}");
    }
}

#[tokio::test]
async fn a_script_saves_and_is_told_what_happened() {
    let site = Site::new().await;
    site.world.person("Ana").await;
    let mut ana = site.signed_in("Ana").await;
    let attempt = start(&mut ana).await;
    let page = ana.get(&format!("{QUIZ}?q=1")).await.body;
    let fields = fill(&page);
    let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).chain([("autosave", "1")]).collect();
    ana.accept = "application/json";
    assert_eq!(ana.post("answer_question", QUIZ, &fields).await.status, StatusCode::OK);
    let empty: Vec<(&str, &str)> =
        fields.iter().copied().filter(|(n, _)| ["purpose", "module", "attempt", "position", "sequence"].contains(n)).collect();
    assert_eq!(ana.post("answer_question", QUIZ, &empty).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let handed_in = [("purpose", "quiz"), ("module", "role-of-civil-society"), ("attempt", attempt.as_str())];
    assert_eq!(ana.post("hand_in_quiz", QUIZ, &handed_in).await.status, StatusCode::OK);
    assert_eq!(ana.post("answer_question", QUIZ, &fields).await.status, StatusCode::CONFLICT, "too late");
    assert_eq!(ana.post("hand_in_quiz", QUIZ, &handed_in).await.status, StatusCode::CONFLICT, "twice");
}

#[tokio::test]
async fn notes_bookmarks_and_reminders_work_as_plain_forms() {
    let site = Site::new().await;
    let ana = site.world.person("Ana").await;
    let slug = backend::learning::module(&site.world.ctx(ana).await, "role-of-civil-society").await.unwrap().outline[0].slug.clone();
    let page = format!("/modules/role-of-civil-society/{slug}");
    let of = |more: &[(&'static str, &'static str)]| {
        let mut fields = vec![("module".to_owned(), "role-of-civil-society".to_owned()), ("lesson".to_owned(), slug.clone())];
        fields.extend(more.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())));
        fields
    };
    let mut client = site.signed_in("Ana").await;
    let send = async |client: &mut Client, function: &str, fields: Vec<(String, String)>| {
        let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        client.submit(function, &page, &fields).await.body
    };
    let body = send(&mut client, "save_note", of(&[("note", "5 < 6 & </textarea><script>alert(1)</script>")])).await;
    assert!(body.contains("5 &lt; 6 &amp; &lt;/textarea&gt;&lt;script&gt;"), "{body}");
    assert!(!body.contains("<script>alert"));
    send(&mut client, "toggle_bookmark", of(&[])).await;
    let notes = client.get("/notes").await.body;
    assert!(notes.contains("5 &lt; 6") && notes.contains("bookmark"));
    let body = send(&mut client, "save_note", of(&[("note", "abc\u{202E}txt")])).await;
    assert!(body.contains("change the direction of text"));
    let me = client.submit("switch_reminders", "/me", &[("to", "off")]).await;
    assert!(me.body.contains("They are switched off."));
    let wrong = site.visitor().post("stop_reminders", "/", &[("token", "x")]).await;
    assert_eq!(wrong.status, StatusCode::NOT_FOUND);
    assert!(wrong.body.contains("Not saved"), "{}", wrong.body);
}

#[tokio::test]
async fn a_file_of_questions_is_taken_whole_or_named_by_line() {
    let site = Site::new().await;
    site.world.staff("Tess", StaffRole::Trainer).await;
    let mut tess = site.signed_in("Tess").await;
    let page = "/teach/questions";
    let fields = [("module", "role-of-civil-society")];
    let answer = tess.post_file("import_questions", page, &fields, ("file", "q.gift", b"Fine? {T}\n\nCut {")).await;
    let body = tess.get(answer.location()).await.body;
    assert!(body.contains("file.gift:3: a { without its }"), "{body}");
    let huge = vec![b'x'; 10 * 1024 * 1024];
    let answer = tess.post_file("import_questions", page, &fields, ("file", "q.gift", &huge)).await;
    let body = tess.get(answer.location()).await.body;
    assert!(body.contains("at most 2048 kB are taken"), "ten megabytes");
    let answer = tess.post_file("import_questions", page, &fields, ("file", "q.xml", b"<?xml version=\"1.0\"?><!DOCTYPE x><quiz/>")).await;
    assert!(tess.get(answer.location()).await.body.contains("DOCTYPE"));
    let answer = tess.post_file("import_questions", page, &fields, ("file", "q.gift", b"")).await;
    assert!(tess.get(answer.location()).await.body.contains("Please fill this in."));
    let too_large = vec![b'x'; 13 * 1024 * 1024];
    let answer = tess.post_file("import_questions", page, &fields, ("file", "q.gift", &too_large)).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    let answer = tess.post_file("import_questions", page, &fields, ("file", "q.gift", b"::Fine::Is it? {T}")).await;
    let body = tess.get(answer.location()).await.body;
    assert!(body.contains("One question was brought in"), "{body}");
    let gift = tess.get("/teach/questions.gift?module=role-of-civil-society").await;
    assert!(gift.body.contains("::one persons case::[markdown]"), "{}", gift.body);
}
