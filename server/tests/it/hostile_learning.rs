//! A quiz, an open answer and a certificate with markup in them.

use domain::ids::PersonId;

use crate::{
    client::{Answer, Site},
    hostile_text::{HOSTILE, MODULE},
};

/// The pages of a quiz whose questions and answers hold markup wherever text is plain, and of its result.
pub async fn quiz(site: &Site, ana: domain::ids::PersonId) -> (Vec<(String, Answer)>, String) {
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
    let waiting = backend::quiz::waiting(&trainer, &backend::access::network(&trainer).unwrap(), 1).await.unwrap().rows;
    assert_eq!(waiting.len(), 1, "the open answer waits");
    assert_eq!(waiting[0].attempt, attempt);
    format!("{attempt}&position={}", waiting[0].position)
}

/// A second entry of Ana is found to be her; a record of hers is corrected; a certificate is issued to such a name.
pub async fn certificate(site: &Site, admin: PersonId, trainer: PersonId, ana: PersonId) -> String {
    let world = &site.world;
    let hostile = HOSTILE.replace('\'', "''");
    let other = world.person("Other").await;
    let ctx = world.ctx(admin).await;
    let people = || backend::access::network::<domain::policy::action::ManagePeople>(&ctx).unwrap();
    backend::people::merge(&ctx, &people(), other, ana, "x").await.unwrap();
    world.backend.db.run_sql(&format!("UPDATE person SET name = '{hostile}'")).await.unwrap();
    let id = world.workshop(trainer, 1).await;
    let meeting = world.meetings(id).await[0];
    world.register(ana, id).await;
    world.mark(trainer, meeting, ana, "present").await;
    world.close(trainer, meeting).await;
    let profile = backend::people::profile(&ctx, &people(), ana).await.unwrap();
    backend::training::correct(&ctx, &people(), profile.records[0].id, backend::training::What::Withdrawn, "x").await.unwrap();
    format!("/verify/{}", profile.certificates[0].code)
}
