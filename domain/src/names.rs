//! Enums whose members have a name: in files, forms, addresses and the database.

/// Gives an enum `ALL`, `name` and `from_name`, by what `strum` derives for it. A name is the member's own in `snake_case`,
/// or what `#[strum(serialize = "…")]` says; once used, it stays. `ALL` has the order of the declaration, which is that of
/// the screen; where the two differ (`without ALL`), the enum writes its own.
macro_rules! names {
    ($type:ty) => {
        names!($type, without ALL);

        impl $type {
            /// All of them, in the order of the screen.
            pub const ALL: [Self; <Self as strum::VariantArray>::VARIANTS.len()] =
                match <Self as strum::VariantArray>::VARIANTS.first_chunk() {
                    Some(all) => *all,
                    None => unreachable!(),
                };
        }
    };
    ($type:ty, without ALL) => {
        impl $type {
            /// The name in files, forms, addresses and the database.
            pub fn name(self) -> &'static str {
                self.into()
            }

            /// What has this name.
            pub fn from_name(name: &str) -> Option<Self> {
                name.parse().ok()
            }
        }
    };
}
