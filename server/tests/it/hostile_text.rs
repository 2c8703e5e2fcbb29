//! Every page, with markup in every text column: nothing live. The two holes of Leptos 0.8 (docs/architecture.md) are
//! covered by pages whose title and text area hold such text.

use std::path::Path;

use backend::{
    account::StaffRole,
    activity::{self, Source},
    seat::Seat,
    workshop,
};
use domain::{
    activity::{ActivityForm, Sent},
    ids::{MeetingId, PersonId, WorkshopId},
    quiz::Kind,
};

use crate::client::{Answer, Site};

const MODULE: &str = "role-of-civil-society";
const HOSTILE: &str = "</title></textarea><script>alert(1)</script><img src=x onerror=alert(1)>\" onload=\"x";

#[tokio::test]
async fn nothing_live_on_any_page() {
    let site = Site::new().await;
    let world = &site.world;
    let (admin, trainer) = (world.staff("Ada", StaffRole::Administrator).await, world.staff("Tess", StaffRole::Trainer).await);
    let ana = world.person("Ana").await;
    let organisation = world.organisation("Lamplight").await;
    for person in [ana, admin] {
        world.join(person, organisation).await;
    }
    let workshop = world.workshop(trainer, 1).await;
    let meeting = world.meetings(workshop).await[0];
    world.register(ana, workshop).await;
    world.open(trainer, meeting).await;
    let (mut as_ana, mut as_trainer, mut as_admin) =
        (site.signed_in("Ana").await, site.signed_in("Tess").await, site.signed_in("Ada").await);
    let form = [("measure", "joint_statements"), ("count", "5"), ("from", "2025-01-01"), ("until", "2025-02-01"), ("source", "x")];
    as_admin.submit("add_history", "/admin/history", &form).await;
    // what authors write and learners answer: a question of each kind that holds plain text, answered with markup
    let (quiz_pages, attempt) = hostile_quiz(&site, ana).await;
    let note = backend::learning::lesson(&world.ctx(ana).await, MODULE, "what-the-upr-is").await.unwrap();
    backend::learning::save_note(&world.ctx(ana).await, &note, HOSTILE).await.unwrap();
    let staff = world.ctx(trainer).await;
    let teach = || backend::access::network::<domain::policy::action::Teach>(&staff).unwrap();
    let document = backend::authoring::list(&staff, &teach()).await.unwrap()[0].id;
    let loaded = backend::authoring::document(&staff, document).await.unwrap();
    backend::authoring::save(&staff, &loaded, HOSTILE, "").await.unwrap();
    let bank = backend::quiz::bank_of_all(&staff, &teach()).await.unwrap();
    let of_kind = |kind| bank.iter().rfind(|b| b.module_slug == MODULE && b.spec.kind() == kind).unwrap().question;
    let kinds = [Kind::Gaps, Kind::Matching, Kind::Ordering, Kind::ShortText, Kind::Open].map(of_kind);
    hostile_room(&site, trainer, ana, meeting, workshop).await;
    // a certificate of somebody with such a name, in force and revoked
    let certificate_page = hostile_certificate(&site, admin, trainer, ana).await;
    // no form lets this in: straight into the tables, as an import or an older version could have
    let hostile = HOSTILE.replace('\'', "''");
    for (table, columns) in [
        ("person", &["name"][..]),
        ("organisation", &["name"]),
        ("workshop", &["title", "description"]),
        ("meeting", &["place"]),
        ("activity", &["title", "prompt"]),
        ("historic_count", &["source"]),
        ("review", &["state"]),
        ("module", &["title", "summary"]),
        ("lesson", &["title"]),
        ("glossary_term", &["term", "short", "definition"]),
        ("draft", &["review_note"]),
        ("response", &["comment"]),
        ("person_merge", &["reason"]),
        ("record_correction", &["reason"]),
        ("programme", &["title"]),
        ("training_rule", &["reason"]),
    ] {
        for column in columns {
            world.backend.db.run_sql(&format!("UPDATE {table} SET {column} = '{hostile}'")).await.unwrap();
        }
    }
    // written past the program: what is kept in memory is read again
    world.backend.db.hub().publish(backend::live::Notice::Resync);
    let mut pages = quiz_pages;
    for path in ["/", "/modules", "/modules/role-of-civil-society", "/calendar", "/impact", "/sign-in", "/glossary", "/reminders-off/x"] {
        pages.push((path.to_owned(), site.visitor().get(path).await));
    }
    let lesson = backend::learning::module(&world.ctx(ana).await, "role-of-civil-society").await.unwrap().outline[0].slug.clone();
    for path in [
        "/home".to_owned(),
        "/me".to_owned(),
        "/notes".to_owned(),
        "/me/data".to_owned(),
        "/certificates".to_owned(),
        certificate_page.clone(),
        "/programme".to_owned(),
        format!("/modules/{MODULE}/what-the-upr-is"),
        format!("/modules/role-of-civil-society/{lesson}"),
        "/modules/role-of-civil-society/quiz".to_owned(),
        "/workshops".to_owned(),
        format!("/workshops/{workshop}"),
        format!("/organisations/{organisation}"),
        format!("/live/{meeting}"),
        format!("/live/{meeting}/now"),
        format!("/workshops/{workshop}/evaluation"),
    ] {
        pages.push((path.clone(), as_ana.get(&path).await));
    }
    for path in [
        "/teach".to_owned(),
        "/teach/questions".to_owned(),
        "/teach/content".to_owned(),
        "/teach/grading".to_owned(),
        "/teach/learners".to_owned(),
        "/teach/images".to_owned(),
        format!("/teach/quizzes/{MODULE}"),
        format!("/teach/content/{document}"),
        format!("/teach/grading?attempt={attempt}"),
        format!("/run/{meeting}"),
        format!("/run/{meeting}?person={ana}"),
        format!("/workshops/{workshop}/roster"),
        format!("/workshops/{workshop}/plan"),
        format!("/workshops/{workshop}/invite"),
        format!("/workshops/{workshop}/manage"),
        format!("/workshops/{workshop}/results"),
        format!("/run/{meeting}/screen"),
        format!("/run/{meeting}/screen/now"),
        format!("/run/{meeting}/board"),
        format!("/run/{meeting}/activities?kind=quiz"),
        format!("/run/{meeting}/desk"),
        format!("/run/{meeting}/sheet"),
        "/teach/library".to_owned(),
    ] {
        pages.push((path.clone(), as_trainer.get(&path).await));
    }
    for question in kinds {
        let path = format!("/teach/questions/{question}");
        pages.push((path.clone(), as_trainer.get(&path).await));
    }
    for path in [
        "/admin".to_owned(),
        "/admin/people".to_owned(),
        "/admin/organisations".to_owned(),
        "/admin/history".to_owned(),
        "/admin/trained".to_owned(),
        format!("/admin/people/{ana}"),
        "/admin/duplicates".to_owned(),
        "/admin/import".to_owned(),
        "/admin/programmes".to_owned(),
    ] {
        pages.push((path.clone(), as_admin.get(&path).await));
    }
    // the text area gives back what was typed
    let typed = as_trainer.submit("plan_workshop", "/workshops/new/plan", &[("title", HOSTILE), ("description", HOSTILE)]).await;
    assert!(typed.body.contains("<textarea"));
    pages.push(("/workshops/new/plan".to_owned(), typed));

    let mut shown = 0;
    for (path, page) in &pages {
        assert!(page.status.is_success(), "{path}: {}", page.status);
        for live in ["<script>alert", "<img src=x", "</title></textarea>", ">\" onload=\"x"] {
            assert!(!page.body.contains(live), "{path} holds {live} live");
        }
        assert!(!page.body.contains("&amp;lt;"), "{path} escapes twice");
        shown += usize::from(page.body.contains("&lt;script&gt;alert(1)"));
    }
    assert!(shown >= 30, "the text is really on these pages: {shown}");
}

/// The pages of a quiz whose questions and answers hold markup wherever text is plain, and of its result.
async fn hostile_quiz(site: &Site, ana: domain::ids::PersonId) -> (Vec<(String, Answer)>, String) {
    use backend::{exchange, quiz};
    let xml = |name: &str, kind: &str, inside: &str| {
        format!(
            "<question type=\"{kind}\"><name><text>{name}</text></name><questiontext format=\"html\"><text><![CDATA[<script>alert(1)</script><b onclick=alert(1)>{name}</b>]]></text></questiontext>{inside}</question>"
        )
    };
    let side = |left: &str| {
        format!(
            "<subquestion><text><![CDATA[{left}{HOSTILE}]]></text><answer><text><![CDATA[{HOSTILE}{left}]]></text></answer></subquestion>"
        )
    };
    let item = |n: u32| format!("<answer fraction=\"{n}\"><text><![CDATA[{HOSTILE}{n}]]></text></answer>");
    let option = |n: u32| format!("<selectoption><text><![CDATA[{HOSTILE}{n}]]></text><group>1</group></selectoption>");
    let file = format!(
        "<quiz>{}{}{}{}{}</quiz>",
        xml("essay", "essay", &format!("<graderinfo><text><![CDATA[- {HOSTILE} (3)]]></text></graderinfo>")),
        xml("match", "matching", &format!("{}{}", side("a"), side("b"))),
        xml("order", "ordering", &format!("{}{}", item(1), item(2))),
        xml("gap [[1]]", "gapselect", &format!("{}{}", option(1), option(2))),
        xml("short", "shortanswer", &format!("<answer fraction=\"100\"><text><![CDATA[{HOSTILE}]]></text></answer>")),
    );
    let written = exchange::read(exchange::Format::MoodleXml, file.as_bytes()).unwrap_or_else(|e| panic!("{e}"));
    let world = &site.world;
    backend::authoring::add_questions(&world.backend, MODULE, written).await.unwrap();
    let ctx = world.ctx(ana).await;
    let attempt = quiz::start(&ctx, &quiz::of_module(&ctx, MODULE).await.unwrap()).await.unwrap();
    let granted = quiz::load_for(&ctx, attempt).await.unwrap();
    let mut client = site.signed_in("Ana").await;
    let mut pages = Vec::new();
    for (position, mut given) in (1..).zip(quiz::made_up_answers(&ctx, attempt, |_| true).await.unwrap()) {
        if let quiz::Given::Text(text) = &mut given {
            *text = HOSTILE.to_owned();
        }
        quiz::answer(&ctx, &granted, position, &given, 1).await.unwrap();
        let path = format!("/modules/{MODULE}/quiz?q={position}");
        pages.push((path.clone(), client.get(&path).await));
    }
    quiz::hand_in(&ctx, &granted).await.unwrap();
    let path = format!("/modules/{MODULE}/quiz");
    pages.push((path.clone(), client.get(&path).await));
    (pages, open_place(site, attempt).await)
}

/// The attempt, for the page that grades its open answer.
async fn open_place(site: &Site, attempt: domain::ids::AttemptId) -> String {
    let trainer = site.world.ctx(backend::testing::people_of(&site.world.backend).await.iter().find(|(_, n)| n == "Tess").unwrap().0).await;
    let waiting = backend::quiz::waiting(&trainer, &backend::access::network(&trainer).unwrap()).await.unwrap();
    assert_eq!(waiting.len(), 1, "the open answer waits");
    assert_eq!(waiting[0].attempt, attempt);
    format!("{attempt}&position={}", waiting[0].position)
}

/// What docs/architecture.md says of raw HTML ("Pitfalls of Leptos 0.8") holds only while these three are the only users.
#[test]
fn raw_html_is_written_in_two_places_only() {
    fn walk(dir: &Path, found: &mut Vec<String>) {
        for entry in std::fs::read_dir(dir).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, found);
                continue;
            }
            let text: String = std::fs::read_to_string(&path)
                .unwrap()
                .lines()
                .filter(|l| !l.trim_start().starts_with("//"))
                .map(|l| format!("{l}\n"))
                .collect();
            if ["<Title", "<textarea", "inner_html"].iter().any(|raw| text.contains(raw)) {
                found.push(path.file_name().unwrap().to_string_lossy().into_owned());
            }
        }
    }
    let mut found = Vec::new();
    walk(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../app/src")), &mut found);
    found.sort();
    assert_eq!(found, ["rich_text.rs", "text_area.rs"]);
}

/// A second entry of Ana is found to be her; a record of hers is corrected; a certificate is issued to such a name.
async fn hostile_certificate(site: &Site, admin: PersonId, trainer: PersonId, ana: PersonId) -> String {
    let world = &site.world;
    let hostile = HOSTILE.replace('\'', "''");
    let other = world.person("Other").await;
    let ctx = world.ctx(admin).await;
    let people = || backend::access::network::<domain::policy::action::ManagePeople>(&ctx).unwrap();
    backend::person::merge(&ctx, &people(), other, ana, "x").await.unwrap();
    world.backend.db.run_sql(&format!("UPDATE person SET name = '{hostile}'")).await.unwrap();
    let id = world.workshop(trainer, 1).await;
    let meeting = world.meetings(id).await[0];
    world.register(ana, id).await;
    world.mark(trainer, meeting, ana, "present").await;
    world.close(trainer, meeting).await;
    let profile = backend::person::profile(&ctx, &people(), ana).await.unwrap();
    backend::training::correct(&ctx, &people(), profile.records[0].id, backend::training::What::Withdrawn, "x").await.unwrap();
    format!("/verify/{}", profile.certificates[0].code)
}

/// A room in which people write markup: on a wall, into a cloud, as an apology; an evaluation; a message to all.
async fn hostile_room(site: &Site, trainer: PersonId, ana: PersonId, meeting: MeetingId, workshop: WorkshopId) {
    let world = &site.world;
    let staff = world.ctx(trainer).await;
    let run = || async { workshop::load_meeting_for(&staff, meeting).await.unwrap() };
    let theirs = world.ctx(ana).await;
    let mine = || async { workshop::load_meeting_for(&theirs, meeting).await.unwrap() };
    let seat = Seat::new();
    workshop::apologise(&theirs, mine().await, "x").await.unwrap();
    for kind in ["question_wall", "text", "poll_single", "exercise", "poll_scale"] {
        let form = ActivityForm {
            kind: kind.into(),
            title: "T".into(),
            prompt: HOSTILE.into(),
            options: "a\nb".into(),
            ..ActivityForm::default()
        };
        let id = activity::add(&staff, &run().await, &Source::Form(Box::new(form))).await.unwrap();
        activity::keep_of_meeting(&staff, &run().await, id).await.unwrap();
        activity::open(&staff, &run().await, id).await.unwrap();
        let sent = Sent { choices: vec![1], text: HOSTILE.into() };
        activity::answer(&theirs, &mine().await, id, &sent, Some(&seat), None).await.unwrap();
        if kind != "question_wall" {
            activity::next_step(&staff, &run().await, id, 0).await.unwrap();
        }
    }
    let managed = || async { workshop::load_for(&staff, workshop).await.unwrap() };
    activity::begin_evaluation(&staff, &managed().await).await.unwrap();
    workshop::write_to_everybody(&staff, managed().await, HOSTILE).await.unwrap();
    let hostile = HOSTILE.replace('\'', "''");
    for sql in [
        format!("UPDATE meeting_evidence SET note = '{hostile}'"),
        format!("UPDATE meeting SET agenda = '10 {}'", hostile.replace(['<', '>'], "")),
        // JSON in a text column: the options of polls
        format!(
            "UPDATE activity SET settings = '{}' WHERE kind = 'poll_single'",
            serde_json::json!({ "options": [HOSTILE, "b"] }).to_string().replace('\'', "''")
        ),
    ] {
        world.backend.db.run_sql(&sql).await.unwrap();
    }
}
