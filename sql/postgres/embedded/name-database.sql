ALTER DATABASE postgres RENAME TO enterprise_os;
