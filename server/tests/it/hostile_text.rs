//! Every page, with markup in every text column: nothing live. The two holes of Leptos 0.8 (architecture 5.1) are
//! covered by pages whose title and text area hold such text.

use std::path::Path;

use backend::account::StaffRole;
use sea_orm::ConnectionTrait;

use crate::client::Site;

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
    // no form lets this in: straight into the tables, as an import or an older version could have
    let hostile = HOSTILE.replace('\'', "''");
    for (table, columns) in [
        ("person", &["name"][..]),
        ("organisation", &["name"]),
        ("workshop", &["title", "description"]),
        ("meeting", &["place"]),
        ("historic_count", &["source"]),
        ("review", &["state"]),
        ("module", &["title", "summary"]),
        ("lesson", &["title"]),
    ] {
        for column in columns {
            world.backend.db.execute_unprepared(&format!("UPDATE {table} SET {column} = '{hostile}'")).await.unwrap();
        }
    }
    let mut pages = Vec::new();
    for path in ["/", "/modules", "/modules/role-of-civil-society", "/calendar", "/impact", "/sign-in"] {
        pages.push((path.to_owned(), site.visitor().get(path).await));
    }
    let lesson = backend::learning::module(&world.ctx(ana).await, "role-of-civil-society").await.unwrap().outline[0].slug.clone();
    for path in [
        "/home".to_owned(),
        "/me".to_owned(),
        format!("/modules/role-of-civil-society/{lesson}"),
        "/modules/role-of-civil-society/quiz".to_owned(),
        "/workshops".to_owned(),
        format!("/workshops/{workshop}"),
        format!("/organisations/{organisation}"),
    ] {
        pages.push((path.clone(), as_ana.get(&path).await));
    }
    for path in
        ["/teach".to_owned(), format!("/run/{meeting}"), format!("/run/{meeting}?person={ana}"), format!("/workshops/{workshop}/roster")]
    {
        pages.push((path.clone(), as_trainer.get(&path).await));
    }
    for path in ["/admin", "/admin/people", "/admin/organisations", "/admin/history"] {
        pages.push((path.to_owned(), as_admin.get(path).await));
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
    assert!(shown >= 15, "the text is really on these pages: {shown}");
}

/// The remedy of architecture 5.1 holds only while these three are the only users.
#[test]
fn raw_html_is_written_in_three_places_only() {
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
    assert_eq!(found, ["page_title.rs", "rich_text.rs", "text_area.rs"]);
}
