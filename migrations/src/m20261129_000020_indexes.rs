//! Indexes that statements of pages and of thinning miss. Which of them the databases use was measured afterwards:
//! `m20261129_000021_index_choice` takes back those they do not.

use sea_orm_migration::prelude::*;

use crate::index;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        for (name, table, columns) in [
            ("training_record_workshop", "training_record", &["workshop_id"][..]),
            ("training_record_of_organisation", "training_record_organisation", &["organisation_id"]),
            ("training_record_day", "training_record", &["on_date"]),
            ("reminder_review", "reminder", &["review_id", "due_on"]),
            ("audit_by_person", "audit", &["by_person"]),
            ("audit_subject", "audit", &["subject"]),
            ("workshop_trainer_person", "workshop_trainer", &["person_id"]),
            ("meeting_start", "meeting", &["starts_at"]),
            ("person_name", "person", &["name_key", "id"]),
            // what is thinned by its age
            ("notice_read", "notice", &["read_at"]),
            ("reminder_at", "reminder", &["at"]),
            ("paragraph_edit_at", "paragraph_edit", &["at"]),
        ] {
            m.create_index(index(name, table, columns)).await?;
        }
        Ok(())
    }
}
